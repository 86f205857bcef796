"""Generating a learner's course: asking for it, the job that makes its modules, and who writes them."""
