"""Who must be heard, and the group of residents that plans: stakeholders, volunteers, members."""
