"""Courses: those that teachers teach, and those that are generated for one learner."""
