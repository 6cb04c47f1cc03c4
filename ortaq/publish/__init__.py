"""Documents (PDF, DOCX, XLSX) and open data."""
