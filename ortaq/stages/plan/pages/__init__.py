"""Pages of the plan: what everybody reads, and the desk on which the office draws it up."""
