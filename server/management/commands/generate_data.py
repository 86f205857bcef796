"""`manage.py generate_data`: a large, deterministic world for benchmarks and tests of scale."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from domains.kit.counts import stored_values
from domains.kit.discovery import discover
from domains.kit.generation import FUNCTIONS, Rows, Size

BAR = 24


class Command(BaseCommand):
    """Generate a world: whatever the domains' `fixtures.generated` say, lowest domain first."""

    help = "Add a large, deterministic world: 5,000 people, 50,000 projects and what they do with them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--scale`."""
        parser.add_argument("--scale", type=float, default=1.0, help="0.01 is a hundredth of it")

    def handle(self, *_: Any, **options: Any) -> None:
        if settings.ENVIRONMENT.gateway_env == "production":
            raise CommandError("generated people have a password that everybody knows: not in production")
        if options["scale"] <= 0:
            raise CommandError("--scale is more than 0")
        if get_user_model().objects.filter(username="person-00001").exists():
            raise CommandError("there is a generated world already: `make reset` forgets it")
        call_command("load_data", shipped_only=True)
        began = time.monotonic()
        self._generate(Size.of(options["scale"]))
        self.stdout.write(f"done in {time.monotonic() - began:.0f} s")

    @transaction.atomic
    def _generate(self, size: Size) -> None:
        """Write everything, all of it or nothing, with true counts."""
        with connection.cursor() as cursor:
            cursor.execute(FUNCTIONS)
        steps, counts = generated(size), list(stored_values())
        total = len(steps) + len(counts)
        for done, rows in enumerate(steps, start=1):
            self._tell(done, total, rows.model._meta.verbose_name_plural or "", rows.write())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ANALYZE")
        for done, stored in enumerate(counts, start=len(steps) + 1):
            self._tell(done, total, str(stored), stored.mend())

    def _tell(self, done: int, total: int, what: Any, number: int) -> None:
        bar = "#" * (BAR * done // total)
        self.stdout.write(f"[{bar:{BAR}}] {done}/{total}  {number:>9,} {what}")
        self.stdout.flush()


def generated(size: Size) -> list[Rows]:
    """Return what the domains generate, lowest domain first."""
    return [rows for fixtures in discover("fixtures") for rows in getattr(fixtures, "generated", lambda _: [])(size)]
