"""People, by example."""
