"""The vocabulary that every domain speaks; it has no business meaning of its own."""
