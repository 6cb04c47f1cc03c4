"""Events at which akims meet: seminars, forums, study visits."""
