"""Django's own ASGI application."""

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()


async def application(scope, receive, send):  # type: ignore[no-untyped-def]
    """Answer one request; Django knows no lifespan."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
    else:
        await django_application(scope, receive, send)
