"""The catalogue of AI tools, and the vocabulary that things are sorted by."""
