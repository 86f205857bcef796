"""Rights of those who listen to many things: all that is listened to in the same way is asked about at once."""

from contextlib import AsyncExitStack

import pytest

from domains.projects.models import Project
from schema.planner.run import STATEMENTS
from server.live import rights
from server.live.engine import engines
from tests.support import world
from tests.support.client import Client
from tests.support.live import served, subscribed


@pytest.mark.parametrize("number", [2, 9])
async def test_who_may_listen_to_how_many_projects_is_one_statement(
    as_student: Client, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This gateway does not look by itself meanwhile.
    monkeypatch.setattr(rights, "SECONDS", 3_600.0)
    projects = [await world.project(as_student, f"Number {each}") for each in range(number)]
    async with served() as gateway, AsyncExitStack() as stack:
        listeners = [
            await stack.enter_async_context(subscribed(gateway, "CommentAdded", project=world.id_of(each)))
            for each in projects
        ]
        for listener in listeners:
            assert (await listener.event())["__typename"] == "Checkpoint"
        await Project.objects.filter(pk=projects[0].pk).aupdate(is_private=True)
        live, before = engines[-1], STATEMENTS.read()[()]

        await rights.Rights(live.connections, live.hub).look()

        assert STATEMENTS.read()[()] - before == 1
        assert await listeners[0].refusal() == "NOT_FOUND"
        assert [await listener.is_silent() for listener in listeners[1:]] == [True] * (number - 1)
