"""The entrance: those who come at once and want to hear the same are looked up together.

After a cut all come back at the same moment. A look-up for each of them would take the few connections of the live log
away from those who read and write it, and most of them would be refused, to come again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from schema.subscribing import Wish
from schema.telling import Telling
from server.live.tells import Tells

K = TypeVar("K", bound=Hashable)


class Together(Generic[K]):
    """Looks up together what many ask at once: one look-up runs, and whoever comes meanwhile goes with the next.

    Args:
        look_up: returns which of some keys are found.
    """

    def __init__(self, look_up: Callable[[Sequence[K]], Awaitable[Collection[K]]]) -> None:
        self._look_up = look_up
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[Collection[K]] | None = None
        self._keys: dict[K, None] = {}

    async def has(self, key: K) -> bool:
        """Tell whether a key is found, by a look-up that begins only now."""
        self._keys[key] = None
        if self._next is None:
            self._next = asyncio.create_task(self._go())
            # Who asked may be gone, and hear of no failure.
            self._next.add_done_callback(lambda task: task.cancelled() or task.exception())
        return key in await asyncio.shield(self._next)

    async def _go(self) -> Collection[K]:
        async with self._turn:
            keys, self._keys, self._next = list(self._keys), {}, None
            return await self._look_up(keys)


class Entrance:
    """Where those who want to listen are told apart from those who may not.

    Args:
        log_id: which log it is.
    """

    def __init__(self, log_id: UUID) -> None:
        self._log_id = log_id
        self._learning: dict[Hashable, asyncio.Task[Telling]] = {}
        self._admitting: dict[Hashable, tuple[Together[UUID | None], int]] = {}

    async def telling(self, wish: Wish) -> Telling:
        """Return what tells a wish, learnt once for all who want the same meanwhile.

        Raises:
            NotPrepared: an argument is refused, or it asks for too much.
        """
        learning = self._learning.get(wish.key)
        if learning is None:
            learning = self._learning[wish.key] = asyncio.create_task(Telling.of(wish, self._log_id))
            learning.add_done_callback(lambda task: task.cancelled() or task.exception())
            learning.add_done_callback(lambda _: self._learning.pop(wish.key, None))
        return await asyncio.shield(learning)

    async def admit(self, wish: Wish, telling: Tells) -> None:
        """Let somebody pass who may listen.

        Raises:
            NotPrepared: they may not.
            OperationalError: the database is away.
        """
        if telling.admission is None:
            return
        together, waiting = self._admitting.get(wish.key) or (Together(telling.admitted), 0)
        self._admitting[wish.key] = together, waiting + 1
        try:
            is_admitted = await together.has(wish.viewer.user_id)
        finally:
            together, waiting = self._admitting.pop(wish.key)
            if waiting > 1:
                self._admitting[wish.key] = together, waiting - 1
        if not is_admitted:
            raise telling.refusal()
