"""The vocabulary, by example."""
