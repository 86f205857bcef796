"""`manage.py create_service_account`: an account for a program, and the token that it signs in by."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from domains.kit.errors import Refusal, Refusals
from domains.users import services


class Command(BaseCommand):
    """Opens a service account."""

    help = "Open an account for a program and print its token, this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="the account's name")
        parser.add_argument("email", help="the address of who answers for it")

    def handle(self, *arguments: Any, username: str, email: str, **options: Any) -> None:  # noqa: ARG002
        try:
            _user, token = services.open_service_account(username=username, email=email)
        except (Refusal, Refusals) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(token)
