"""The ASGI application: the endpoint, Django for all other HTTP, the live consumer, and what lives with the server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

# Only now: Django's registry of apps is filled by the line above.
from typing import Any

from server.health import PROBES, probe
from server.http.endpoint import asks_for_page, endpoint
from server.http.uploads import uploads
from server.lifespan import lifespan
from server.live.consumer import Consumer
from server.live.stream import asks_for_stream, stream
from server.metrics import metrics

live_application = Consumer.as_asgi()


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer one connection, or accompany the life of the server."""
    if scope["type"] == "http":
        await _http(scope, receive, send)
    elif scope["type"] == "lifespan":
        await lifespan(scope, receive, send)
    elif scope["path"] == "/graphql":
        await live_application(scope, receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 4404})


async def _http(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request."""
    if asks_for_stream(scope):
        await stream(scope, receive, send)
    elif scope["path"] == "/graphql" and not asks_for_page(scope):
        await endpoint(scope, receive, send)
    elif scope["path"] in PROBES:
        await probe(scope, send)
    elif scope["path"] == "/metrics":
        await metrics(send)
    elif scope["path"] == "/uploads":
        await uploads(scope, receive, send)
    else:
        await django_application(scope, receive, send)
