"""What lives as long as the server does: the live engine, and the worker of background jobs."""

import gc

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, LifespanScope

from domains.kit import pool
from server.live import engine
from server.worker import worker

# So many objects more than were freed, and so many young collections before an older generation is looked at.
COLLECT_AFTER = (20_000, 20, 20)


async def lifespan(scope: LifespanScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Start with the server and stop with it, as the ASGI protocol has it; connections find what lives in `state`."""
    await receive()
    async with engine.running() as listener, worker():
        scope["state"]["live"] = listener
        _spare_what_stays()
        await send({"type": "lifespan.startup.complete"})
        await receive()
    gc.unfreeze()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})


def _spare_what_stays() -> None:
    """Let the collector pass over all that a server has loaded: it is there for as long as the server is.

    What requests leave behind is freed when they end; cycles among it are few, and are looked for seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
