"""`manage.py reconcile`: prove that every stored count is what it counts, and mend those that are not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from domains.kit.counts import stored_values


class Command(BaseCommand):
    """Check every count that a domain declares, in one statement each."""

    help = "Mend stored counts that are wrong; with --check only report them. Exits with 1 when any was wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument("--check", action="store_true", help="mend nothing")

    def handle(self, *_: Any, **options: Any) -> None:
        was_wrong = False
        for stored in stored_values():
            number = stored.wrong().count() if options["check"] else stored.mend()
            was_wrong |= number > 0
            self.stdout.write(f"{stored}: {_verdict(number, is_mended=not options['check'])}")
        if was_wrong:
            raise SystemExit(1)


def _verdict(number: int, *, is_mended: bool) -> str:
    if not number:
        return "true"
    return f"{number} rows {'were wrong and are mended' if is_mended else 'are wrong'}"
