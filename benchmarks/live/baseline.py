"""`python -m benchmarks.live.baseline PORT`: a bare server of the `websockets` library that fans out what it is told.

Whoever opens a socket belongs to the group that the path names. Over a socket at `/control` comes the name of a group,
and behind a line break what all of it are sent.
"""

import logging
import sys
from collections import defaultdict

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.typing import Subprotocol

from tests.support.load.sockets import SUBPROTOCOL

CONTROL = "/control"
# As often as the gateway asks who is silent.
PING_SECONDS = 25

groups: defaultdict[str, set[ServerConnection]] = defaultdict(set)


async def accompany(connection: ServerConnection) -> None:
    """Accompany a socket to its end."""
    path = connection.request.path if connection.request else ""
    if path == CONTROL:
        async for message in connection:
            group, _, frame = str(message).partition("\n")
            broadcast(groups[group], frame)
        return
    group = path.removeprefix("/")
    groups[group].add(connection)
    try:
        await connection.wait_closed()
    finally:
        groups[group].discard(connection)


async def main(port: int) -> None:
    """Serve until ended."""
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    subprotocols = [Subprotocol(SUBPROTOCOL)]
    async with serve(
        accompany, "127.0.0.1", port, compression=None, subprotocols=subprotocols, ping_interval=PING_SECONDS
    ) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
