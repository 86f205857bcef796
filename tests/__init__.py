"""The gateway, seen by its clients."""
