"""`python -m server`: make ready and serve. This is what `make run` runs."""

import os
import signal
import sys
from types import FrameType
from typing import Any

import django
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from server.settings.environment import Environment

# How the application is served, wherever it is.
SERVING: dict[str, Any] = {
    "http": "server.wire:Http",
    "ws": "server.wire:Socket",
    # Compressing costs 40 KB a socket, and events are small.
    "ws_per_message_deflate": False,
    "ws_max_size": 1_048_576,
    # The gateway asks clients itself whether they are there, and the kernel misses those who are gone.
    "ws_ping_interval": None,
    "lifespan": "on",
    "timeout_graceful_shutdown": 15,
    "access_log": False,
}


def main() -> None:
    """Migrate, load what a first start needs, and serve until told to stop."""
    # Uvicorn sends itself the signal again once it has stopped; this way the interpreter ends in order, and with
    # it the embedded server.
    signal.signal(signal.SIGTERM, _leave)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
    try:
        django.setup()
        environment = settings.ENVIRONMENT
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        call_command("migrate", verbosity=0)
        call_command("load_data", first_start=True)
    except CommandError as error:
        sys.exit(str(error))
    sys.stdout.write(_greeting(environment))
    sys.stdout.flush()
    uvicorn.run(
        "server.asgi:application",
        host=environment.host,
        port=environment.port,
        workers=environment.workers,
        loop="uvloop",
        log_level=environment.log_level.lower(),
        server_header=False,
        **SERVING,
    )


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    sys.exit(0)


def _greeting(environment: Environment) -> str:
    """Return what whoever started the gateway wants to know."""
    is_everywhere = environment.host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
    address = f"http://{'localhost' if is_everywhere else environment.host}:{environment.port}"
    lines = [
        f"The gateway listens on {address}",
        f"  Look      {address}/",
        f"  GraphQL   {address}/graphql",
        f"  Admin     {address}/admin/",
    ]
    if is_everywhere:
        lines.append(f"  Answers to {', '.join(environment.allowed_hosts)}; ALLOWED_HOSTS names others")
    if environment.gateway_env != "production":
        lines.append("  Accounts  student, teacher, creator, staff (the README has the password)")
    return "\n".join(["", *lines, "", ""])


if __name__ == "__main__":
    main()
