"""Asks the same at two rows and at nine: what an answer costs does not depend on how long it is."""

from collections.abc import Awaitable, Callable

from tests.support.client import Client


async def costs_the_same(
    client: Client, grow: Callable[[int], Awaitable[None]], ask: Callable[[], Awaitable[int]]
) -> None:
    """Add rows, ask, add more, and ask again; `grow` adds one row, `ask` returns how many the answer shows."""
    costs = []
    for numbers in (range(2), range(2, 9)):
        for number in numbers:
            await grow(number)
        assert await ask() == numbers.stop
        costs.append(len(client.statements))
    assert costs[0] == costs[1], client.sql
