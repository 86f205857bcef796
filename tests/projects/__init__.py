"""Projects, by example."""
