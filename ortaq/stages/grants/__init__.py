"""Small grants to entrepreneurs: from a call with all its contents to jobs that are still there a year later."""
