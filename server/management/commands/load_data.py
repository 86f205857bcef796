"""`manage.py load_data`: the shipped catalogue, and in development the demo accounts and what they made."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from domains.kit.discovery import discover
from domains.kit.live import silently
from domains.users.fixtures import open_to_everybody

# Any number will do, as long as no other advisory lock of the gateway has it.
LOCK = 7_411_001


class Command(BaseCommand):
    """Load data; what is there already stays as it is."""

    help = "Load the shipped catalogue and, in development, the demo data. Adds what is missing, changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--first-start` and `--shipped-only`."""
        parser.add_argument("--first-start", action="store_true", help="do nothing when there are accounts already")
        parser.add_argument("--shipped-only", action="store_true", help="no demo data")

    def handle(self, *_: Any, **options: Any) -> None:
        is_production = settings.ENVIRONMENT.gateway_env == "production"
        if is_production and (names := open_to_everybody()):
            raise CommandError(f"accounts with the published demo password: {', '.join(names)}. Delete them first.")
        with transaction.atomic(), silently(), connection.cursor() as cursor:
            # Servers that start at once load one after the other.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            if options["first_start"] and get_user_model().objects.exists():
                return
            has_demo = not is_production and not options["shipped_only"]
            steps = ["load_shipped", "load_demo"] if has_demo else ["load_shipped"]
            for step in steps:
                for fixtures in discover("fixtures"):
                    getattr(fixtures, step, lambda: None)()
