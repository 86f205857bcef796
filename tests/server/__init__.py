"""How bytes arrive and leave, by example."""
