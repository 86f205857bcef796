"""Live delivery under load and faults: what is wanted of it, and what it comes to."""
