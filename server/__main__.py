"""`python -m server`: make ready and serve. This is what `make run` runs."""

import os
import signal
import sys
from types import FrameType

import django
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

GRACE_SECONDS = 15
LARGEST_MESSAGE = 1_048_576


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
    call_command("migrate", verbosity=0)
    call_command("load_data", first_start=True)
    sys.stdout.write(_greeting(environment.host, environment.port))
    sys.stdout.flush()
    uvicorn.run(
        "server.asgi:application",
        host=environment.host,
        port=environment.port,
        workers=environment.workers,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        # Compressing costs 40 KB a socket, and events are small.
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_MESSAGE,
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
        log_level=environment.log_level.lower(),
        access_log=False,
        server_header=False,
    )


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    sys.exit(0)


def _greeting(host: str, port: int) -> str:
    address = f"http://{host}:{port}"
    return (
        f"\nThe gateway listens on {address}\n"
        f"  Look      {address}/\n"
        f"  GraphQL   {address}/graphql\n"
        f"  Admin     {address}/admin/\n"
        "  Accounts  student, teacher, creator, staff (in development; the README has the password)\n\n"
    )


if __name__ == "__main__":
    main()
