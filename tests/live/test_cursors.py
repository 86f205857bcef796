"""Cursors: a place in the log to go on from, or a gap said aloud; never silence."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from domains.kit import clock, live
from domains.kit.ids import new_key
from domains.kit.jobs import prune_log
from domains.kit.live import Position
from domains.kit.models import Log, LogEntry
from tests.support import world
from tests.support.client import Client
from tests.support.live import subscribed


async def here() -> Position:
    """Return the end of the log."""
    return await sync_to_async(live.here)()


@pytest.mark.parametrize("cursor", ["x", "ä", "A" * 5_000, "AAAA-_", "7" * 48])
async def test_a_cursor_that_is_not_ours_is_refused(gateway: str, cursor: str) -> None:
    async with subscribed(gateway, "ActivityFeedLive", after=cursor) as ticker:
        assert await ticker.refusal() == "INVALID_CURSOR"


async def test_a_cursor_that_was_changed_is_refused(gateway: str, as_student: Client) -> None:
    cursor = (await here()).cursor()
    changed = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")

    async with subscribed(gateway, "ActivityFeedLive", after=changed) as ticker:
        assert await ticker.refusal() == "INVALID_CURSOR"


async def test_the_cursor_of_a_list_is_refused(gateway: str, as_student: Client) -> None:
    await world.project(as_student)
    cursor = (await as_student.run("Explore"))["explore"]["pageInfo"]["endCursor"]

    async with subscribed(gateway, "ActivityFeedLive", after=cursor) as ticker:
        assert await ticker.refusal() == "INVALID_CURSOR"


@pytest.mark.parametrize("kind", ["from the future", "of another log"])
async def test_a_place_that_the_log_does_not_know_resyncs_and_goes_on(
    gateway: str, as_student: Client, kind: str
) -> None:
    end = await here()
    lost = Position(end.log, end.number + 1_000) if kind == "from the future" else Position(new_key(), end.number)

    async with subscribed(gateway, "ActivityFeedLive", after=lost.cursor()) as ticker:
        resync = await ticker.event()
        await world.project(as_student, "After")
        after = await ticker.event()

    assert resync == {"__typename": "Resync", "cursor": (await here_before(resync["cursor"])).cursor()}
    assert after["activity"]["reference"]["title"] == "After"


async def here_before(cursor: str) -> Position:
    """Return the position of a cursor, which must be one of this log."""
    position = Position.of(cursor)
    assert position.log == (await here()).log
    return position


async def test_a_pruned_place_resyncs_and_a_later_one_does_not(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()
        old = ticker.cursor
        for title in ("Old", "New"):
            await world.project(as_student, title)
        await ticker.event()
        middle = ticker.cursor
        await ticker.event()
    assert middle is not None
    aged = clock.now() - settings.LIVE_RETENTION - timedelta(minutes=1)
    await LogEntry.objects.filter(position__lte=Position.of(middle).number).aupdate(created_at=aged)

    await sync_to_async(prune_log.func)(timestamp=0)

    async with subscribed(gateway, "ActivityFeedLive", after=old) as late:
        assert (await late.event())["__typename"] == "Resync"
    async with subscribed(gateway, "ActivityFeedLive", after=middle) as just:
        assert (await just.event())["__typename"] == "Checkpoint"
        assert (await just.event())["activity"]["reference"]["title"] == "New"


async def test_pruning_keeps_what_a_subscriber_may_still_ask_for(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()
        await world.project(as_student)
        await ticker.event()
    before = (await LogEntry.objects.acount(), (await Log.objects.aget()).pruned_through)

    await sync_to_async(prune_log.func)(timestamp=0)

    assert (await LogEntry.objects.acount(), (await Log.objects.aget()).pruned_through) == before
