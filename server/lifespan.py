"""What lives as long as the server does: the live engine, and the worker of background jobs."""

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, LifespanScope

from domains.kit import pool
from server.live import engine
from server.memory import forget_what_stayed, spare_what_stays
from server.worker import worker


async def lifespan(scope: LifespanScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Start with the server and stop with it, as the ASGI protocol has it; connections find what lives in `state`."""
    await receive()
    async with engine.running() as listener, worker():
        scope["state"]["live"] = listener
        spare_what_stays()
        await send({"type": "lifespan.startup.complete"})
        await receive()
    forget_what_stayed()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})
