"""What people and tools say to each other."""
