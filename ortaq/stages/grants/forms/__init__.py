"""Forms of grants, one deed each."""
