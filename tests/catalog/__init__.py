"""The catalogue, by example."""
