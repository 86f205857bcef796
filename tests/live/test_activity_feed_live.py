"""`activityFeed` as a subscription: what happens, to whom it concerns."""

import sys
from asyncio.subprocess import create_subprocess_exec

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction

from domains.kit.models import LogEntry, OutboxEntry
from domains.projects.services import create_project
from tests.support import world
from tests.support.client import Client
from tests.support.live import subscribed


async def test_an_act_arrives(gateway: str, as_student: Client, as_anonymous: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive", as_anonymous) as ticker:
        assert (await ticker.event())["__typename"] == "Checkpoint"

        project = await world.project(as_student, "Atlas")

        event = await ticker.event()
        assert event["__typename"] == "ActivityAdded"
        assert event["activity"]["activityType"] == "PROJECT_CREATED"
        assert event["activity"]["actor"]["username"] == "student"
        assert event["activity"]["reference"]["id"] == world.id_of(project)


async def test_a_subscriber_that_was_away_hears_what_it_missed_once(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()
        await world.project(as_student, "Before")
        await ticker.event()
    await world.project(as_student, "Meanwhile")
    await world.project(as_student, "Meanwhile too")

    async with subscribed(gateway, "ActivityFeedLive", after=ticker.cursor) as again:
        checkpoint = await again.event()
        missed = [await again.event(), await again.event()]
        await world.project(as_student, "After")
        after = await again.event()

    assert checkpoint == {"__typename": "Checkpoint", "cursor": ticker.cursor}
    titles = [event["activity"]["reference"]["title"] for event in (*missed, after)]
    assert titles == ["Meanwhile", "Meanwhile too", "After"]


async def test_a_live_cursor_closes_the_gap_between_a_query_and_its_subscription(
    gateway: str, as_student: Client
) -> None:
    cursor = (await as_student.run("LiveCursor"))["liveCursor"]
    await world.project(as_student, "In between")

    async with subscribed(gateway, "ActivityFeedLive", after=cursor) as ticker:
        await ticker.event()
        assert (await ticker.event())["activity"]["reference"]["title"] == "In between"


@pytest.mark.parametrize("scope", ["FOLLOWING", "MINE"])
async def test_nobody_signed_in_hears_nobodys_feed(gateway: str, as_student: Client, scope: str) -> None:
    async with (
        subscribed(gateway, "ActivityFeedLive", scope=scope) as outsider,
        subscribed(gateway, "ActivityFeedLive") as everybody,
    ):
        await outsider.event()
        await everybody.event()
        for title in ("One", "Two"):
            await world.project(as_student, title)
            await everybody.event()

        assert await outsider.is_silent()


async def test_scopes_and_privacy_hold_for_every_event(gateway: str, as_student: Client, as_teacher: Client) -> None:
    quiet = await world.person("quiet", show_activity=False)
    await world.follow(as_student, as_teacher, quiet)
    async with subscribed(gateway, "ActivityFeedLive", as_student, scope="FOLLOWING") as following:
        await following.event()

        await world.project(quiet, "Unheard")
        await world.project(as_student, "One's own")
        await world.project(as_teacher, "Secret", is_private=True)
        await world.project(as_teacher, "Heard")

        assert (await following.event())["activity"]["reference"]["title"] == "Heard"


async def test_a_block_and_a_change_of_privacy_act_on_a_running_subscription(
    gateway: str, as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    async with subscribed(gateway, "ActivityFeedLive", as_student) as ticker:
        await ticker.event()
        await world.relate(as_stranger, as_student, "blocked")
        await as_teacher.run("UpdateSettings", input={"showActivity": False})

        await world.project(as_stranger)
        await world.project(as_teacher)
        await world.project(as_student, "Heard")

        assert (await ticker.event())["activity"]["reference"]["title"] == "Heard"


async def test_a_rolled_back_act_announces_nothing(gateway: str, as_student: Client) -> None:
    @sync_to_async
    def fail() -> None:
        with transaction.atomic():
            create_project(viewer=as_student.viewer, values={"title": "Never"})
            raise RuntimeError

    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()
        with pytest.raises(RuntimeError):
            await fail()
        await world.project(as_student, "Heard")

        assert (await ticker.event())["activity"]["reference"]["title"] == "Heard"


async def test_a_refusal_announces_nothing(as_student: Client) -> None:
    announced = await LogEntry.objects.acount() + await OutboxEntry.objects.acount()

    refused = await as_student.run("CreateProject", input={"title": " "})

    assert refused["createProject"]["errors"][0]["code"] == "REQUIRED"
    assert await LogEntry.objects.acount() + await OutboxEntry.objects.acount() == announced


async def test_what_another_process_commits_arrives(gateway: str, as_student: Client) -> None:
    script = (
        "from domains.users.access import viewer_of; from domains.users.models import User;"
        "from domains.projects.services import create_project;"
        "create_project(viewer=viewer_of(User.objects.get()), values={'title': 'From a shell'})"
    )
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()

        shell = await create_subprocess_exec(
            sys.executable, "manage.py", "shell", "--no-imports", "-c", script, cwd=settings.BASE_DIR
        )
        assert await shell.wait() == 0

        assert (await ticker.event())["activity"]["reference"]["title"] == "From a shell"
