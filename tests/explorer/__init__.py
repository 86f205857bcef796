"""The explorer that a browser gets at the endpoint."""
