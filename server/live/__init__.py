"""How what happens reaches those who listen: the log, and who reads it."""
