"""The live engine of one process: the log, the sequencer, the tailer, the hub and who is connected, as one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from uuid import UUID

from domains.kit.live import Bounds
from domains.kit.metrics import Gauge, Labels
from schema.subscribing import Wish
from server.live.connections import Connections, in_turns
from server.live.entrance import Entrance
from server.live.hub import Hub
from server.live.listener import Channel, Listener
from server.live.log import LiveLog, Page
from server.live.patience import forever, insisted
from server.live.rights import Rights
from server.live.sequencer import Sequencer
from server.live.tailer import Tailer
from server.live.tells import Tells
from server.live.texts import QUIET_SECONDS
from server.live.wakeups import Wakeups

# A quiet topic's cursor does not age: it is told again after so long.
CHECKPOINT_SECONDS = 30.0


class Engine:
    """What subscriptions listen through.

    Args:
        log_id: which log it is.
        log: the log.
    """

    def __init__(self, log_id: UUID, log: LiveLog) -> None:
        self.log_id = log_id
        self.log = log
        self.hub = Hub(log)
        self.connections = Connections()
        self._entrance = Entrance(log_id)

    def join(self, wish: Wish, channel: Channel) -> Listener | None:
        """Let somebody listen with those who hear the same, if it takes no look at the database."""
        audience = self.hub.audiences.get(wish.key)
        if audience is None or audience.telling.admission or self._is_ahead(wish):
            return None
        return self._join(wish, audience.telling, channel, None)

    async def listen(self, wish: Wish, channel: Channel) -> Listener:
        """Let somebody listen.

        Raises:
            NotPrepared: an argument is refused, it asks for too much, or for what this viewer may not hear.
            OperationalError: the database is away.
        """
        audience = self.hub.audiences.get(wish.key)
        telling = audience.telling if audience else await self._entrance.telling(wish)
        await self._entrance.admit(wish, telling)
        bounds = await self.log.bounds() if self._is_ahead(wish) else None
        return self._join(wish, telling, channel, bounds)

    def _join(self, wish: Wish, telling: Tells, channel: Channel, bounds: Bounds | None) -> Listener:
        head, after = self.hub.position, wish.after
        is_lost = after is not None and (
            after.log != self.log_id or after.number > max(head, bounds.head if bounds else 0)
        )
        here = head if after is None or is_lost else after.number
        listener = Listener(wish.viewer.user_id, channel, here)
        audience = self.hub.join(wish.key, telling, listener, is_lost=is_lost, is_late=here != head)
        listener.end = partial(self.hub.leave, wish.key, audience, listener)
        return listener

    def _is_ahead(self, wish: Wish) -> bool:
        """Tell whether somebody says to have heard more than this process has: from another one, or from nowhere."""
        return wish.after is not None and wish.after.log == self.log_id and wish.after.number > self.hub.position

    async def checkpoints(self) -> None:
        """Tell those of quiet topics now and then how far they have heard, until cancelled."""
        await forever(self._checkpoint, "it cannot be told how far was heard")

    async def _checkpoint(self) -> None:
        await asyncio.sleep(CHECKPOINT_SECONDS)
        for audience in list(self.hub.audiences.values()):
            async for _ in in_turns(audience.checkpoint()):
                pass

    async def quiet_texts(self) -> None:
        """Look now and then at the texts that should grow, until cancelled."""
        await forever(self._look_at_quiet_texts, "it cannot be told how far texts have grown")

    async def _look_at_quiet_texts(self) -> None:
        await asyncio.sleep(QUIET_SECONDS)
        self.hub.look_at_quiet_texts()


# Those that run in this process: one, but in tests.
engines: list[Engine] = []


@asynccontextmanager
async def running() -> AsyncIterator[Engine]:
    """Run the engine for as long as the block lasts, and give what subscriptions listen through.

    It begins as soon as the database answers: a process that does not start takes those down that serve beside it.
    """
    log = LiveLog()
    bounds = await insisted(log.bounds, "the log cannot be read yet")
    engine = Engine(bounds.log, log)
    engine.hub.position = bounds.head
    tailer = Tailer(log, engine.hub)
    wakeups = Wakeups(tailer.look, engine.hub.grow)

    def tell(moved: Page) -> None:
        tailer.take(moved)
        wakeups.tell(moved.events[-1].position)

    sequencer, rights = Sequencer(log, tell), Rights(engine.connections, engine.hub)
    parts = (
        sequencer.run, tailer.run, wakeups.run, rights.run, engine.connections.pulse, engine.checkpoints,
        engine.quiet_texts,
    )  # fmt: skip
    tasks = [asyncio.create_task(run()) for run in parts]
    engines.append(engine)
    try:
        yield engine
    finally:
        engines.remove(engine)
        await engine.connections.finished()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        await engine.hub.close()


def _sum(name: str, help: str, of: Callable[[Engine], float]) -> None:
    """Show a figure of the engines that run."""

    def read() -> dict[Labels, float]:
        return {(): sum(of(engine) for engine in engines)}

    Gauge(name, help, read=read)


_sum("gateway_live_connections", "Sockets and streams that are open.", lambda engine: len(engine.connections.all))
_sum("gateway_live_subscribers", "Subscriptions that listen.", lambda engine: engine.hub.size)
_sum("gateway_live_audiences", "Groups of subscriptions that hear the same.", lambda engine: len(engine.hub.audiences))
_sum("gateway_live_topics", "Topics that somebody listens to.", lambda engine: engine.hub.topics)
_sum("gateway_live_texts", "Texts that grow while somebody listens.", lambda engine: engine.hub.texts)
_sum("gateway_live_queued_events", "Events that wait to be told.", lambda engine: engine.hub.depth)
_sum(
    "gateway_live_queued_frames",
    "Frames that wait for connections to take them.",
    lambda engine: engine.connections.depth,
)
_sum(
    "gateway_live_position",
    "Up to which position of the log events were handed out.",
    lambda engine: engine.hub.position,
)
_sum("gateway_live_lag_seconds", "How old the last event was when it was handed out.", lambda engine: engine.hub.lag)
