"""Whoever changes something through a gateway, over HTTP: a process of its own, whose clock nothing else holds up."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async

from domains.users import services
from domains.users.models import User
from schema.documents import documents

# An order names all its requests in one line.
LONGEST_LINE = 1 << 26
Asked = tuple[float, float]


class Asker:
    """Asks as a demo account.

    Args:
        port: of the gateway.
        token: of who asks.
        process: what asks.
    """

    def __init__(self, port: int, token: str, process: asyncio.subprocess.Process) -> None:
        self._port = port
        self._token = token
        self._process = process

    async def ask(self, name: str, variables: Sequence[Mapping[str, Any]], *, rate: float = 1_000) -> list[Asked]:
        """Run a named operation with one set of variables after the other; return when each was sent and answered."""
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        assert self._process.stdout is not None  # noqa: S101
        requests = [self._request(name, each) for each in variables]
        order = {"port": self._port, "rate": rate, "requests": requests}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("what was asked was refused")
        return [(began, ended) for began, ended in json.loads(line)]

    async def comment(self, *projects: str, rate: float = 1_000) -> list[Asked]:
        """Say something about one project after the other."""
        inputs = [{"projectId": each, "content": f"Number {number}."} for number, each in enumerate(projects)]
        return await self.ask("AddComment", [{"input": each} for each in inputs], rate=rate)

    def _request(self, name: str, variables: Mapping[str, Any]) -> str:
        body = json.dumps({"query": documents()[name].text, "variables": variables})
        return (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self._token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )


@asynccontextmanager
async def asking(port: int, username: str = "student") -> AsyncIterator[Asker]:
    """Give somebody who asks a gateway, for as long as the block lasts."""
    user = await User.objects.aget(username=username)
    token = await sync_to_async(services.create_token)(user_id=user.pk, name="benchmark")
    command = [sys.executable, "-m", "benchmarks.live.asker"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=LONGEST_LINE)
    try:
        yield Asker(port, token, process)
    finally:
        process.kill()
        await process.wait()
