"""Delivery: what is told goes to those who have not heard it yet, and others get their turn meanwhile."""

import asyncio
from collections.abc import Callable, Sequence

from schema.telling import Told
from server.live import counting
from server.live.listener import Listener

# After so many deliveries others get their turn.
SLICE = 64


async def deliver(
    told: Sequence[Told], listeners: Sequence[Listener], hear: Callable[[Listener, str, str], bool]
) -> list[Listener]:
    """Let listeners hear what they have not heard yet; return those who take more.

    Args:
        told: what is told, in its order.
        listeners: to whom.
        hear: lets one of them hear something, and tells whether they took it.
    """
    going_on, done = list(listeners), 0
    for each in told:
        aside: set[Listener] = set()
        for listener in going_on:
            payload = each.payloads.get(listener.viewer_id)
            if payload is None or listener.here >= each.number or listener.is_over:
                continue
            if hear(listener, each.cursor, payload):
                listener.here = each.number
            else:
                aside.add(listener)
            done += 1
            if done % SLICE == 0:
                await asyncio.sleep(0)
        if aside:
            going_on = [listener for listener in going_on if listener not in aside]
    counting.deliveries.add(amount=done)
    return [listener for listener in going_on if not listener.is_over]
