"""Stalled: half of the readers take nothing for a while; what they cost, whether the others notice, what they miss."""

import asyncio
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

from asgiref.sync import sync_to_async

from benchmarks.live.figures import KIB, MILLI, commits_of_writers, delays, percentile, talks, wrong
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import Server, served
from domains.kit import ids
from domains.projects import services
from domains.projects.rules import COMMENT_ADDED
from domains.users import fixtures
from tests.support.load import exactness
from tests.support.load.subscribers import Subscriber, heard_all, open_all
from tests.support.load.writing import Plan, Writer

STALLED, OTHERS = 50, 50
# Ten comments a second of five kilobytes to a hundred readers: five megabytes a second.
RATE, WORDS = 10, 1_000
# A reader's own buffer is no matter of the server's, and is to be full soon.
RECEIVE_BYTES = 65_536
PAGE_BYTES = 4_096
MEMORY = re.compile(r"skmem:\(r(\d+),rb\d+,t\d+,tb\d+,f(\d+),w(\d+)")


async def measure(scene: Scene) -> list[Row]:
    """Let all read, then half of them not, then all again."""
    seconds = scene.of(30, 6)
    [(project, wanted)] = talks(scene.postgres, 1).items()
    event = (wanted.topic, COMMENT_ADDED, await long_comment(project))
    plan = Plan([event], RATE, RATE * (2 * seconds + 4), at_once=1)
    with scene.redis() as redis, served(scene, REDIS_URL=redis.url) as server:
        readers = [Subscriber(server.address, wanted) for _ in range(STALLED + OTHERS)]
        stalled, others = readers[:STALLED], readers[STALLED:]
        await open_all(readers)
        writer = Writer.start(plan, scene.data, REDIS_URL=redis.url)
        await writer.begun()
        kernel = in_kernel(server.port)
        began, before = time.time(), await most_memory(server, seconds)
        middle = time.time()
        stall(stalled)
        meanwhile = await most_memory(server, seconds)
        ended, kernel = time.time(), in_kernel(server.port) - kernel
        for each in stalled:
            each.go_on()
        await writer.done()
        last = exactness.positions(scene.postgres, wanted.topic)[-1]
        await heard_all(readers, last)
        slow = server.live()
    commits, grown = commits_of_writers(scene.postgres), meanwhile - before
    calm = percentile(delays(others, commits, (began, middle)), 99) * MILLI
    beside = percentile(delays(others, commits, (middle, ended)), 99) * MILLI
    return [
        Row("a stalled reader costs, process and kernel", (grown + kernel) / STALLED / KIB, "KiB", most=KIB),
        Row("of that the process", grown / STALLED / KIB, "KiB"),
        Row("the others' p99 meanwhile", beside, "ms", most=2 * calm),
        Row("the others' p99 before", calm, "ms"),
        Row("times a reader took no more", slow["slow_total"]),
        Row("closed as too slow", slow["stalled_total"], most=0),
        Row("lost, doubled, out of order", wrong(exactness.judged(readers, scene.postgres)), most=0),
    ]


async def most_memory(server: Server, seconds: float) -> int:
    """Return the most bytes that a server has in memory within so long a time."""
    until, most = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        most = max(most, server.memory())
        await asyncio.sleep(0.5)
    return most


def stall(readers: list[Subscriber]) -> None:
    """Let readers read nothing, and the kernel hold little for them."""
    for each in readers:
        assert each.socket is not None  # noqa: S101 - for the type checker
        below = each.socket.transport.get_extra_info("socket")
        below.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)
        each.stall()


def in_kernel(port: int) -> int:
    """Return the bytes that the kernel holds for a server's sockets; where `ss` is missing, for all there are."""
    command = shutil.which("ss")
    if command is None:
        found = re.search(r"TCP: .* mem (\d+)", Path("/proc/net/sockstat").read_text())
        return int(found[1]) * PAGE_BYTES if found else 0
    told = subprocess.run([command, "-tmnH", f"sport = :{port}"], capture_output=True, text=True, check=True)  # noqa: S603
    return sum(sum(map(int, each)) for each in MEMORY.findall(told.stdout))


@sync_to_async
def long_comment(project: str) -> str:
    """Say something long about a project, and return the comment's key."""
    viewer, key = fixtures.viewer("student"), ids.decode(project)[1]
    return str(services.add_comment(viewer=viewer, project_id=key, content="word " * WORDS).pk)
