"""How replies come to be."""
