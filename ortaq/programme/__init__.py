"""Many units together: organisations, budget, advisers, results, for a donor and for the units themselves."""
