"""What happens, as it happens, by example."""
