"""The operations of one socket: queries and mutations that run, subscriptions that listen."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from django.conf import settings
from graphql import GraphQLError, OperationType

from domains.kit.context import Context
from schema.counting import count_errors
from schema.execution import execute
from schema.preparing import NotPrepared, Prepared, prepare
from schema.subscribing import Wish, wish
from server.http.requests import Asked, json_of
from server.live import protocol
from server.live.guarding import guarded
from server.live.listener import Listener
from server.live.peer import Peer

# So many queries and mutations of one socket run at once; the next one waits, and with it what is said after it.
MOST_RUNNING = 16


class Operation:
    """One operation, under the id that the client gave it."""

    __slots__ = ("_all", "_before", "id", "listener", "task", "writes")

    def __init__(self, all: "Operations", id: str, *, writes: bool) -> None:
        self._all = all
        self._before = protocol.before_payload(id)
        self.id = id
        self.writes = writes
        self.task: asyncio.Task[None] | None = None
        self.listener: Listener | None = None

    def offer(self, cursor: str, payload: str) -> bool:  # noqa: ARG002 - the payload has it
        """Send an event, if there is room for it; tell whether there was."""
        return self._all.peer.outbox.offer(f"{self._before}{payload}}}")

    def when_roomy(self, callback: Callable[[], None]) -> None:
        """Call something as soon as everything that waits is sent."""
        self._all.peer.outbox.when_roomy(callback)

    def answer(self, payload: str) -> None:
        """Send the one result, and that there will be no more."""
        if self._all.forget(self):
            self._all.peer.outbox.put(f"{self._before}{payload}}}")
            self._all.peer.outbox.put(protocol.complete(self.id))

    def refuse(self, errors: list[Any]) -> None:
        """Say why there will be no more."""
        count_errors(errors)
        if self._all.forget(self):
            self._all.peer.outbox.put(protocol.error(self.id, errors))

    def end(self) -> None:
        """Stop; what has begun to write is brought to its end all the same."""
        if self.listener is not None:
            self.listener.end()
        if self.task is not None and not self.writes:
            self.task.cancel()


class Operations:
    """What a socket has asked for and is not through with."""

    __slots__ = ("_by_id", "_is_over", "_running", "peer")

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self._by_id: dict[str, Operation] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._is_over = False

    def __contains__(self, id: str) -> bool:
        """Whether an operation of that id is not through."""
        return id in self._by_id

    @property
    def are_running(self) -> bool:
        """Whether something is not answered yet."""
        return bool(self._running)

    async def begin(self, id: str, asked: Asked) -> None:
        """Run an operation; whatever is wrong with it is its own affair."""
        if len(self._by_id) >= settings.LIVE_OPERATIONS_PER_SOCKET:
            self._refuse(id, [_too_many().formatted])
            return
        try:
            prepared = prepare(asked.query, asked.name)
        except NotPrepared as refusal:
            self._refuse(id, refusal.errors)
            return
        while len(self._running) >= MOST_RUNNING:
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
        # Meanwhile the socket may have been closed, as when whoever asks was signed out.
        if self._is_over:
            return
        operation = self._by_id[id] = Operation(self, id, writes=prepared.type is OperationType.MUTATION)
        if prepared.type is OperationType.SUBSCRIPTION:
            with guarded(operation.refuse):
                self._listen(operation, wish(prepared, asked.variables, self.peer.viewer))
        else:
            self._start(operation, partial(self._answer, operation, prepared, asked.variables))

    def end(self, id: str) -> None:
        """Stop an operation, if it is not through."""
        operation = self._by_id.pop(id, None)
        if operation is not None:
            operation.end()
            self.peer.finished()

    def end_all(self) -> None:
        """Stop all, for good."""
        self._is_over = True
        those, self._by_id = list(self._by_id.values()), {}
        for operation in those:
            operation.end()

    def forget(self, operation: Operation) -> bool:
        """Be through with an operation; tell whether the client still waited for it."""
        if self._by_id.get(operation.id) is not operation:
            return False
        del self._by_id[operation.id]
        if operation.listener is not None:
            operation.listener.end()
        return True

    def _listen(self, operation: Operation, wanted: Wish) -> None:
        """Listen: at once with those who hear the same, or as soon as it is known how it is told.

        Raises:
            NotPrepared: it is refused.
        """
        operation.listener = self.peer.engine.join(wanted, operation)
        if operation.listener is None:
            self._start(operation, partial(self._learn, operation, wanted))

    async def _learn(self, operation: Operation, wanted: Wish) -> None:
        listener = await self.peer.engine.listen(wanted, operation)
        # It may have been ended while we looked.
        if operation.id in self and self._by_id[operation.id] is operation:
            operation.listener = listener
        else:
            listener.end()

    async def _answer(self, operation: Operation, prepared: Prepared, variables: dict[str, Any] | None) -> None:
        answer = await execute(prepared, variables, Context(self.peer.viewer, self.peer.session))
        await self.peer.outbox.room()
        if answer.is_refused:
            operation.refuse(json_of(answer.body)["errors"])
        else:
            operation.answer(answer.body.decode())

    def _start(self, operation: Operation, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        task = operation.task = asyncio.create_task(_do(operation, work))
        self._running.add(task)
        # Said of the task and not in it: one that is cancelled before its turn comes does nothing at all.
        task.add_done_callback(partial(self._done, operation))
        if operation.writes:
            self.peer.engine.connections.finish(task)

    def _done(self, operation: Operation, task: "asyncio.Task[None]") -> None:
        operation.task = None
        self._running.discard(task)
        self.peer.finished()

    def _refuse(self, id: str, errors: list[Any]) -> None:
        count_errors(errors)
        self.peer.outbox.put(protocol.error(id, errors))


async def _do(operation: Operation, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with guarded(operation.refuse):
        await work()


def _too_many() -> GraphQLError:
    message = f"A socket has {settings.LIVE_OPERATIONS_PER_SOCKET} operations at once."
    return GraphQLError(message, extensions={"code": "TOO_MANY_OPERATIONS"})
