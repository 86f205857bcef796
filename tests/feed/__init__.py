"""The feed, by example."""
