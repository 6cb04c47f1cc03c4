"""Who did what, on whose behalf and why: append-only, and chained by hashes in the database itself."""
