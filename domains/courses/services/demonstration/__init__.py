"""What the demo accounts teach and learn; in development only."""
