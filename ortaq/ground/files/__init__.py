"""Photos and documents that people give: checked, cleaned, kept once by their content."""
