"""Writing what grows: what was added to all replies of this process is stored in one statement, and then told.

Stored before it is told: nobody has read what is lost when a process is killed.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from redis.exceptions import RedisError

from domains.conversations.services.replies.pages import TURN_SECONDS, Page
from domains.kit import growth, pool
from domains.kit.growth import Piece
from domains.kit.live import PASSING

logger = logging.getLogger("gateway.replies")

# A reply that is silent is looked at so often: it may have been stopped.
LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 2.0
TROUBLED_SECONDS = 1.0

# A row that somebody else holds is left for the next turn, with the others it would hold up.
WRITE = """
WITH open AS (
    SELECT message.id, added.text
    FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::text[]) AS added(id, run, place, text)
    JOIN conversations_message AS message ON message.id = added.id AND message.run = added.run
        AND message.status = 'streaming' AND char_length(message.content) = added.place
    FOR NO KEY UPDATE OF message SKIP LOCKED
)
UPDATE conversations_message AS message SET content = message.content || open.text
FROM open WHERE message.id = open.id RETURNING message.run
"""
LOOK = """
SELECT message.run, char_length(message.content)
FROM unnest(%s::uuid[], %s::uuid[]) AS looked(id, run)
JOIN conversations_message AS message ON message.id = looked.id AND message.run = looked.run
WHERE message.status = 'streaming'
"""


class Writer:
    """Writes the replies of an event loop."""

    def __init__(self) -> None:
        self._pages: dict[UUID, Page] = {}
        self._bell = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def page(self, key: UUID, run: UUID, topic: str) -> AsyncIterator[Page]:
        """Give a page to write a reply on, for as long as the block lasts."""
        page = self._pages[run] = Page(key, run, topic, self._bell.set)
        if self._task is None:
            self._task = asyncio.create_task(self._write())
        try:
            yield page
        finally:
            del self._pages[run]

    async def _write(self) -> None:
        try:
            while self._pages:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._bell.wait()
                self._bell.clear()
                next_turn = asyncio.get_running_loop().time() + TURN_SECONDS
                await self._try_turn()
                await asyncio.sleep(max(0.0, next_turn - asyncio.get_running_loop().time()))
        finally:
            self._task = None

    async def _try_turn(self) -> None:
        try:
            await self._turn()
        except PASSING as error:
            logger.warning("what replies say cannot be stored (%s); trying on", type(error).__name__)
            await asyncio.sleep(TROUBLED_SECONDS)
            self._bell.set()
        except Exception:
            # A fault of ours, which would come again: these replies end here, and others begin.
            logger.exception("what replies say could not be stored")
            for page in self._pages.values():
                page.lose()

    async def _turn(self) -> None:
        """Store what waits, and look after what is silent."""
        now = asyncio.get_running_loop().time()
        # By their runs: of a message there may be two, of which one has lost it.
        due = {page.run: (page, page.waiting) for page in self._pages.values() if page.is_due(now)}
        pieces = [self._stored(due.pop(run), now) for run in await self._stored_runs(list(due.values()))]
        silent = [page for page in self._pages.values() if page.run in due or now - page.seen_at >= LOOK_SECONDS]
        pieces += await self._looked_after(silent, now)
        if pieces:
            await _tell(pieces)
        for page in self._pages.values():
            if page.waiting:
                self._bell.set()
            else:
                page.is_written.set()

    def _stored(self, written: tuple[Page, str], now: float) -> Piece:
        page, text = written
        return page.stored(text, now)

    async def _stored_runs(self, added: Sequence[tuple[Page, str]]) -> list[UUID]:
        """Store what was added, and return whose was."""
        if not added:
            return []
        columns = zip(*((page.key, page.run, page.place, text) for page, text in added), strict=True)
        return [run for (run,) in await _rows(WRITE, [list(column) for column in columns])]

    async def _looked_after(self, silent: Sequence[Page], now: float) -> list[Piece]:
        """Let go of what may be written no longer; return what was stored after all, though nobody said so."""
        if not silent:
            return []
        rows = await _rows(LOOK, [[page.key for page in silent], [page.run for page in silent]])
        lengths, pieces = dict(rows), []
        for page in silent:
            page.seen_at = now
            if page.run not in lengths:
                page.lose()
            elif lengths[page.run] > page.place:
                # More may wait by now than was sent then.
                pieces.append(page.stored(page.waiting[: lengths[page.run] - page.place], now))
        return pieces


async def _rows(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    async def run(server: pool.Connection, *, prepare: bool) -> list[tuple[Any, ...]]:
        return await (await server.execute(statement, parameters, prepare=prepare)).fetchall()

    return await pool.writes.read(run)


async def _tell(pieces: list[Piece]) -> None:
    """Tell every process what is stored; where that fails, they read it."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await growth.tell(pieces)
    except (TimeoutError, RedisError, OSError):
        logger.warning("what replies say reaches other processes by the database alone", exc_info=True)


_writers: WeakKeyDictionary[asyncio.AbstractEventLoop, Writer] = WeakKeyDictionary()


def writer() -> Writer:
    """Return the writer of this event loop."""
    return _writers.setdefault(asyncio.get_running_loop(), Writer())
