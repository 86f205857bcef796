"""What happened, for those who want to hear of it."""
