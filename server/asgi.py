"""The ASGI application: Django for HTTP, and the worker for as long as the server lives."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

# Only now: Django's registry of apps is filled by the line above.
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope  # noqa: E402

from server.lifespan import lifespan  # noqa: E402


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one connection, or accompany the life of the server."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        await django_application(scope, receive, send)  # type: ignore[arg-type]
