"""What people make, and what others say about it."""
