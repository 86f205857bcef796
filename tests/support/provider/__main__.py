"""The local provider as a process of its own: `python -m tests.support.provider PORT [BEHAVIOUR]`."""

import asyncio
import signal
import sys

import uvloop

from tests.support.provider.serving import provider


async def main(port: int, behaviour: str = "says") -> None:
    """Serve until a signal comes."""
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    async with provider(behaviour, port) as up:
        sys.stdout.write(f"{up.url}\n")
        sys.stdout.flush()
        await ended.wait()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), *sys.argv[2:]))
