"""How bytes arrive at the gateway and how they leave it."""
