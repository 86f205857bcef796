"""Django's PostgreSQL backend; it starts the embedded server at the first connection that needs it."""

from typing import Any

from django.db.backends.postgresql import base

from server.postgres import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the PostgreSQL of `DATABASE_URL`, or to the embedded one in the folder `EMBEDDED`."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return psycopg's parameters, with the embedded server running when it is the one that is meant."""
        folder = self.settings_dict.get("EMBEDDED")
        if folder is not None:
            options = self.settings_dict.get("EMBEDDED_OPTIONS", {})
            name = self.settings_dict["NAME"] or "postgres"
            self.settings_dict |= embedded.connection(folder, database=name, options=options)
        return dict(super().get_connection_params())
