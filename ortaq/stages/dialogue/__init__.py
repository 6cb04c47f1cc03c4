"""Where people agree: statements, what people think of them, and what was said about everything else."""
