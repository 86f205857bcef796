"""The limit: what a request costs when its one statement is written by hand and there is no GraphQL at all."""
