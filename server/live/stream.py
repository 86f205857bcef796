"""graphql-sse, with a connection for each operation: what a subscription tells, as a stream of server-sent events.

Every event has its cursor as `id:`, so that a browser that was cut off says by itself where it goes on.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

from django.db import OperationalError as DjangoOperationalError
from graphql import OperationType
from psycopg import OperationalError

from domains.kit.context import Context
from domains.kit.viewer import Viewer
from schema.counting import count_error, count_errors
from schema.execution import encoded, execute
from schema.preparing import NotPrepared
from schema.subscribing import wish
from server.http import cors
from server.http.endpoint import read_batch, viewer_of
from server.http.heads import Head, head_of
from server.http.negotiation import prefers_stream
from server.http.refusals import ALLOW, BadRequest, Gone, invalid_token, unavailable
from server.http.responses import Response
from server.http.running import Operation
from server.identity import SocketSession
from server.live import counting
from server.live.connections import Credential
from server.live.engine import Engine
from server.live.guarding import guarded
from server.live.listener import Listener
from server.live.outbox import GONE, Outbox

PATH = "/graphql/stream"
MEDIA_TYPE = "text/event-stream; charset=utf-8"
# What stands between may end what is silent.
SILENCE_SECONDS = 12.0
# A comment opens the stream, so that the client knows that it is open; and says when to come back after a cut.
OPENING = "retry: 1000\n:\n\n"
HEARTBEAT = ":\n\n"
COMPLETE = "event: complete\ndata:\n\n"


def asks_for_stream(scope: Any) -> bool:
    """Tell whether a client wants a stream: by the path, or by what it says that it takes."""
    if scope["path"] != "/graphql":
        return bool(scope["path"] == PATH)
    return any(name == b"accept" and prefers_stream(value.decode("latin-1")) for name, value in scope["headers"])


class Stream:
    """One operation's stream.

    Args:
        operation: what is asked for.
        viewer: who asks.
        head: with what else they ask.
        address: where they are.
        send: sends an ASGI message.
        wire: the connection below, where the server gives it.
    """

    def __init__(
        self, operation: Operation, viewer: Viewer, head: Head, address: str | None, send: Any, wire: Any
    ) -> None:
        self.viewer = viewer
        self.credential = Credential.of(viewer, head.token, head.key)
        self.address = address
        self.writes = operation.is_of(OperationType.MUTATION)
        self._operation = operation
        self._session = SocketSession(head.token, address, head.headers.get("user-agent", ""))
        self._listener: Listener | None = None
        self.outbox = Outbox(self._send_text, self._stalled)
        self.over = asyncio.Event()
        self._send = send
        self._wire = wire
        self._told_at = time.monotonic()

    async def open(self, headers: Mapping[str, str]) -> None:
        """Begin to answer."""
        if self._wire is not None:
            self._wire.narrow()
        given = {**headers, "content-type": MEDIA_TYPE, "x-accel-buffering": "no"}
        raw = [(name.encode(), value.encode("latin-1")) for name, value in given.items()]
        await self._send({"type": "http.response.start", "status": 200, "headers": raw})
        self.outbox.put(OPENING)

    async def work(self, live: Engine, last_event_id: str | None) -> None:
        """Do what is asked for; whatever is wrong with it is told in the stream, as the protocol has it."""
        prepared, variables = self._operation.prepared, self._operation.variables
        with guarded(self.refuse):
            if isinstance(prepared, NotPrepared):
                raise prepared
            if prepared.type is OperationType.SUBSCRIPTION:
                wanted = wish(prepared, variables, self.viewer, last_event_id)
                self._listener = live.join(wanted, self) or await live.listen(wanted, self)
                if live.connections.is_leaving:
                    self.leave()
            else:
                answer = await execute(prepared, variables, Context(self.viewer, self._session))
                self.answer(answer.body.decode())

    def stop(self) -> None:
        """Listen no longer."""
        if self._listener is not None:
            self._listener.end()

    async def close(self, *, is_gone: bool) -> None:
        """End the answer, behind what is still to be sent."""
        if not is_gone:
            await self.outbox.sent()
        self.outbox.end()
        with suppress(*GONE):
            await self._send({"type": "http.response.body", "body": b""})

    def offer(self, cursor: str, payload: str) -> bool:
        """Send an event, if there is room for it; tell whether there was."""
        self._told_at = time.monotonic()
        return self.outbox.offer(f"event: next\nid: {cursor}\ndata: {payload}\n\n")

    def when_roomy(self, callback: Callable[[], None]) -> None:
        """Call something as soon as everything that waits is sent."""
        self.outbox.when_roomy(callback)

    def answer(self, payload: str) -> None:
        """Send a result that is the last one: nothing comes after it."""
        if not self.over.is_set():
            self.stop()
            self.outbox.put(f"event: next\ndata: {payload}\n\n{COMPLETE}")
            self.over.set()

    def refuse(self, errors: list[Any]) -> None:
        """Say why there will be no more."""
        count_errors(errors)
        self.answer(encoded({"errors": errors}).decode())

    def beat(self, now: float) -> None:
        """Say that the stream goes on, if there was silence for a while."""
        if now - self._told_at >= SILENCE_SECONDS:
            self._told_at = now
            self.outbox.offer(HEARTBEAT)

    def sign_out(self) -> None:
        """End, because whoever listens is not signed in as they were."""
        self.refuse(invalid_token().errors())

    def leave(self) -> None:
        """End without a word that it is complete: the client comes back, to a server that goes on."""
        if self._listener is not None:
            self.over.set()

    @property
    def depth(self) -> int:
        """How many texts wait to be sent."""
        return self.outbox.depth

    def _stalled(self) -> None:
        counting.stalled.add()
        self.over.set()
        if self._wire is not None:
            self._wire.abort()

    def _send_text(self, text: str) -> Coroutine[Any, Any, None]:
        message = {"type": "http.response.body", "body": text.encode(), "more_body": True}
        sent: Coroutine[Any, Any, None] = self._send(message)
        return sent


async def stream(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request; what is no request of the specification is answered as JSON."""
    head = head_of(scope)
    try:
        answer = await _opened(head, scope, receive, send)
    except Gone:
        return
    except BadRequest as refusal:
        answer = Response.refused(refusal)
    except (OperationalError, DjangoOperationalError):
        count_error("UNAVAILABLE")
        answer = Response.refused(unavailable())
    except Exception as accident:  # noqa: BLE001 - it is logged and masked
        count_error("INTERNAL")
        answer = Response.accident(accident)
    if isinstance(answer, Stream):
        await _run(answer, head, scope, receive)
        return
    answer.headers = {**head.common, **answer.headers}
    await answer.send(send)


async def _opened(head: Head, scope: Any, receive: Any, send: Any) -> Stream | Response:
    """Return the stream of an operation, before anything of it is sent; or what a browser is answered that asks first.

    Raises:
        BadRequest: it is not one that GraphQL over HTTP knows, or not one for us.
        Gone: the client hung up.
        OperationalError: the database does not tell us who asks.
    """
    head.check(scope)
    if head.method == "OPTIONS":
        return Response(204, headers=cors.preflight(head.origin))
    batch = await read_batch(head, scope, receive)
    if batch.is_list:
        raise BadRequest("A stream is of one operation.")
    operation = Operation.of(batch.operations[0])
    if head.method == "GET" and operation.is_of(OperationType.MUTATION):
        raise BadRequest("GET only reads: send this by POST.", status=405, headers=ALLOW)
    connections, client = scope["state"]["live"].connections, scope.get("client")
    address, viewer = client[0] if client else None, await viewer_of(head)
    if connections.is_full(address) or connections.is_full_of(viewer):
        raise BadRequest("Too many streams are open.", status=429, headers={"retry-after": "10"})
    return Stream(operation, viewer, head, address, send, scope["state"].get("wire"))


async def _run(stream: Stream, head: Head, scope: Any, receive: Any) -> None:
    """Send the stream until it is over, or the client hangs up."""
    live: Engine = scope["state"]["live"]
    await stream.open(head.common)
    live.connections.add(stream)
    work = asyncio.create_task(stream.work(live, head.headers.get("last-event-id")))
    if stream.writes:
        live.connections.finish(work)
    hanging_up = asyncio.create_task(_hung_up(receive))
    over = asyncio.create_task(stream.over.wait())
    try:
        await asyncio.wait((hanging_up, over), return_when=asyncio.FIRST_COMPLETED)
    finally:
        live.connections.remove(stream)
        for task in (hanging_up, over, *([] if stream.writes else [work])):
            task.cancel()
        stream.stop()
    await stream.close(is_gone=hanging_up.done() and not hanging_up.cancelled())


async def _hung_up(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
