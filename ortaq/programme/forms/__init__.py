"""Forms of a programme, one deed each."""
