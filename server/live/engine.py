"""The live engine of one process: the log, the sequencer, the tailer, the hub and the wake-ups, as one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from server.live.hub import Hub
from server.live.listener import Listener
from server.live.log import LiveLog
from server.live.sequencer import Sequencer
from server.live.tailer import Tailer
from server.live.wakeups import Wakeups


@asynccontextmanager
async def running() -> AsyncIterator[Listener]:
    """Run the engine for as long as the block lasts, and give what subscriptions listen through."""
    log = await LiveLog.open()
    hub = Hub()
    tailer = Tailer(log, hub)
    await tailer.start()
    wakeups = Wakeups(tailer.bell.ring)
    sequencer = Sequencer(log, wakeups.tell)
    tasks = [asyncio.create_task(part.run()) for part in (sequencer, tailer, wakeups)]
    try:
        yield Listener((await log.bounds()).log, log, hub)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        await log.close()
