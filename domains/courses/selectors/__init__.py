"""Reads of courses; each file is imported by its own name."""
