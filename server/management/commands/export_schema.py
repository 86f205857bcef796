"""`manage.py export_schema`: write `graphql/schema.graphql` anew, or check that it is fresh."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schema.build import sdl


class Command(BaseCommand):
    """Export the schema."""

    help = "Write graphql/schema.graphql anew; with --check only say whether it is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")

    def handle(self, *_: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "graphql" / "schema.graphql"
        fresh = path.exists() and path.read_text() == sdl()
        if options["check"] and not fresh:
            raise CommandError("graphql/schema.graphql is stale: run `make schema`")
        if not fresh:
            path.write_text(sdl())
            self.stdout.write("graphql/schema.graphql written")
