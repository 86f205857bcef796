"""`python -m benchmarks.live.asker`: ask over HTTP at the pace that is ordered, line by line, and say when."""

import asyncio
import json
import sys
import time
from typing import Any

from benchmarks.operations.load import Connection

CONNECTIONS = 8


async def main() -> None:
    """Carry orders out until there are no more."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        # New ones for each order: the server does not keep those that are idle.
        free: asyncio.Queue[Connection] = asyncio.Queue()
        for _ in range(min(CONNECTIONS, len(order["requests"]))):
            free.put_nowait(await Connection.open(order["port"]))
        sys.stdout.write(json.dumps(await asked(order, free)) + "\n")
        sys.stdout.flush()
        while not free.empty():
            free.get_nowait().close()


async def asked(order: dict[str, Any], free: "asyncio.Queue[Connection]") -> list[tuple[float, float]]:
    """Send the requests at the pace; return when each was sent and answered."""
    began, tasks = time.monotonic(), list[asyncio.Task[tuple[float, float]]]()
    for number, request in enumerate(order["requests"]):
        await asyncio.sleep(began + number / order["rate"] - time.monotonic())
        tasks.append(asyncio.create_task(ask(request.encode(), free)))
    return await asyncio.gather(*tasks)


async def ask(request: bytes, free: "asyncio.Queue[Connection]") -> tuple[float, float]:
    """Send one request, which must succeed, as soon as a connection is free."""
    connection = await free.get()
    began = time.time()
    body = await connection.ask(request)
    ended = time.time()
    free.put_nowait(connection)
    if b'"errors":[]' not in body:
        raise RuntimeError(body.decode())
    return began, ended


if __name__ == "__main__":
    asyncio.run(main())
