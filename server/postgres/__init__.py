"""The gateway's database engine: Django's own for PostgreSQL, with an embedded server when none is named."""
