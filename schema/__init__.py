"""One GraphQL schema, stitched from the domains."""
