"""Rights of those who listen to many things: all that is listened to in the same way is asked about at once."""

from contextlib import AsyncExitStack

import pytest

from domains.projects.models import Project
from schema.planner.run import STATEMENTS
from server.live.rights import Rights
from tests.support import world
from tests.support.client import Client
from tests.support.live import running, subscribed


async def statements_of_a_look() -> float:
    """Look once, and return how many statements ran meanwhile."""
    live, before = running(), STATEMENTS.read()[()]
    await Rights(live.connections, live.hub).look()
    return STATEMENTS.read()[()] - before


@pytest.mark.parametrize("number", [2, 9])
async def test_who_may_listen_to_how_many_projects_is_one_statement(
    gateway: str, as_student: Client, number: int
) -> None:
    projects = [await world.project(as_student, f"Number {each}") for each in range(number)]
    async with AsyncExitStack() as stack:
        listeners = [
            await stack.enter_async_context(subscribed(gateway, "CommentAdded", project=world.id_of(each)))
            for each in projects
        ]
        for listener in listeners:
            assert (await listener.event())["__typename"] == "Checkpoint"
        await Project.objects.filter(pk=projects[0].pk).aupdate(is_private=True)
        # The gateway looks by itself too, and may do so at the same moment.
        counts = [await statements_of_a_look() for _ in range(5)]

        assert min(counts) == 1
        assert await listeners[0].refusal() == "NOT_FOUND"
        assert [await listener.is_silent() for listener in listeners[1:]] == [True] * (number - 1)
