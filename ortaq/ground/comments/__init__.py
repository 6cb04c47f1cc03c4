"""What people say about a need, a problem, a project, the plan or the news, and what the office answers."""
