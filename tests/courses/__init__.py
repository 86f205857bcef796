"""Courses of both kinds: teachers teach, learners learn, courses are generated."""
