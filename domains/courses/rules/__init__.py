"""What holds for courses, as pure functions; each file is imported by its own name."""
