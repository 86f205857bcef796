"""The planner where things go wrong, and what it keeps."""
