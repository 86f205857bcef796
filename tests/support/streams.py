"""Server-sent events, as a browser reads them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import httpx

from tests.support.live import PATIENCE_SECONDS

STREAM = "text/event-stream"
PATH = "/graphql/stream"


class Sent(NamedTuple):
    """One server-sent event: its name, its id, and its data as text."""

    event: str
    id: str | None
    data: str

    @property
    def payload(self) -> dict[str, Any]:
        """The data as GraphQL's answer."""
        answer: dict[str, Any] = json.loads(self.data)
        return answer


class Listening:
    """A stream that is open.

    Args:
        response: the answer whose body it is.
    """

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def block(self) -> list[str]:
        """Wait for the next block, be it an event or a comment, and return its lines."""
        lines: list[str] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while line := await anext(self._lines):
                lines.append(line)
        return lines

    async def sent(self) -> Sent:
        """Wait for the next event; comments are passed over."""
        fields: dict[str, str] = {}
        while "event" not in fields:
            pairs = [line.partition(":") for line in await self.block() if not line.startswith(":")]
            fields = {name: value.removeprefix(" ") for name, _, value in pairs}
        return Sent(fields["event"], fields.get("id"), fields["data"])

    async def event(self) -> dict[str, Any]:
        """Wait for what the subscription tells next; its cursor is the event's id."""
        sent = await self.sent()
        assert sent.event == "next", sent
        assert list(sent.payload) == ["data"], sent
        [event] = sent.payload["data"].values()
        assert event["cursor"] == sent.id
        told: dict[str, Any] = event
        return told

    async def result(self) -> dict[str, Any]:
        """Wait for the only result, and for the end of the stream."""
        sent = await self.sent()
        assert (sent.event, sent.id) == ("next", None), sent
        assert await self.sent() == Sent("complete", None, "")
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert [line async for line in self._lines] == []
        return sent.payload

    async def refusal(self) -> str:
        """Wait for the errors that are the only result, and return their code."""
        payload = await self.result()
        assert "data" not in payload, payload
        return str(payload["errors"][0]["extensions"]["code"])


@asynccontextmanager
async def requested(
    address: str, *, method: str = "POST", path: str = PATH, token: str | None = None, **request: Any
) -> AsyncIterator[httpx.Response]:
    """Send a request to the gateway, and give the answer, of which no body is read yet."""
    headers = {"accept": STREAM} | request.pop("headers", {})
    if token:
        headers["authorization"] = f"Bearer {token}"
    async with (
        httpx.AsyncClient(base_url=f"http://{address}", timeout=PATIENCE_SECONDS) as http,
        http.stream(method, path, headers=headers, **request) as response,
    ):
        yield response


@asynccontextmanager
async def listening(
    address: str, query: str, variables: dict[str, Any] | None = None, *, name: str | None = None, **request: Any
) -> AsyncIterator[Listening]:
    """Open a stream by POST."""
    body = {"query": query, "variables": variables, "operationName": name}
    async with requested(address, json=body, **request) as response:
        assert response.status_code == httpx.codes.OK, await response.aread()
        yield Listening(response)
