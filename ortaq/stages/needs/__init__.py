"""What residents say they need, merged into problems, and the answer to every one."""
