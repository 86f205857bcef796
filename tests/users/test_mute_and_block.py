"""Muting and blocking: what they do at once, and what they leave alone."""

from functools import partial
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.users import services
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.live import subscribed
from tests.support.race import race
from tests.users.people import activities, card, relationships

block = sync_to_async(services.block)


def whom(person: Client) -> dict[str, str]:
    """Return the input that names somebody."""
    return {"userId": world.id_of(person.user)}


async def act(client: Client, verb: str, person: Client) -> dict[str, Any]:
    """Do it, and return the payload."""
    answer = await client.run(verb, input=whom(person))
    payload: dict[str, Any] = answer[verb[0].lower() + verb[1:]]
    return payload


def stand(one: Client, other: Client, status: str) -> dict[str, Any]:
    """Return a row of how one stands to another."""
    return {"follower": one.user.pk, "following": other.user.pk, "status": status}


async def test_who_is_muted_stays_followed_and_leaves_the_feed(as_student: Client, as_teacher: Client) -> None:
    await world.follow(as_student, as_teacher)
    await world.project(as_teacher)

    payload = await act(as_student, "Mute", as_teacher)

    assert payload == {"user": {**card(as_teacher), "viewerFollows": True}, "errors": []}
    assert world.nodes((await as_student.run("ActivityFeed", scope="FOLLOWING"))["activityFeed"]) == []
    assert (await as_student.run("Relationships"))["viewer"]["muted"] == {
        "totalCount": 1,
        "edges": [{"node": card(as_teacher)}],
    }
    assert await relationships() == [stand(as_student, as_teacher, "muted")]


async def test_who_is_unmuted_is_heard_again(as_student: Client, as_teacher: Client) -> None:
    await world.follow(as_student, as_teacher)
    await world.project(as_teacher)
    await act(as_student, "Mute", as_teacher)

    payload = await act(as_student, "Unmute", as_teacher)

    assert payload["errors"] == []
    assert len(world.nodes((await as_student.run("ActivityFeed", scope="FOLLOWING"))["activityFeed"])) == 1
    assert await relationships() == [stand(as_student, as_teacher, "active")]


@pytest.mark.parametrize("verb", ["Mute", "Unmute"])
async def test_only_who_is_followed_is_muted(as_student: Client, as_teacher: Client, verb: str) -> None:
    payload = await act(as_student, verb, as_teacher)

    assert [error["code"] for error in payload["errors"]] == ["NOT_FOLLOWING"]
    assert await relationships() == []


async def test_a_block_ends_both_follows_and_takes_their_activities_back(
    as_student: Client, as_teacher: Client
) -> None:
    await world.follow(as_student, as_teacher)
    await world.follow(as_teacher, as_student)

    payload = await act(as_student, "Block", as_teacher)

    assert payload == {"errors": []}
    assert await relationships() == [stand(as_student, as_teacher, "blocked")]
    assert await activities() == []
    for one, other in ((as_student, "teacher"), (as_teacher, "student")):
        assert await one.run("User", username=other) == {"user": None}


async def test_blocking_twice_changes_nothing(as_student: Client, as_teacher: Client) -> None:
    first = await act(as_student, "Block", as_teacher)
    before = await relationships()
    again = await act(as_student, "Block", as_teacher)

    assert again == first == {"errors": []}
    assert await relationships() == before


async def test_who_blocks_sees_whom_and_nobody_else_does(
    as_student: Client, as_teacher: Client, as_staff: Client
) -> None:
    await act(as_student, "Block", as_teacher)
    text = '{ user(username: "student") { blocked { totalCount } muted { totalCount } } }'

    own = (await as_student.run("Relationships"))["viewer"]["blocked"]
    others = await as_staff.ask(text)

    assert own == {"totalCount": 1, "edges": [{"node": card(as_teacher)}]}
    assert others["data"]["user"] == {"blocked": {"totalCount": 0}, "muted": {"totalCount": 0}}
    assert (await as_teacher.run("Relationships"))["viewer"]["blocked"] == {"totalCount": 0, "edges": []}


async def test_who_is_unblocked_is_seen_again_and_not_followed(as_student: Client, as_teacher: Client) -> None:
    await world.follow(as_student, as_teacher)
    await act(as_student, "Block", as_teacher)

    payload = await act(as_student, "Unblock", as_teacher)

    assert payload == {"user": card(as_teacher), "errors": []}
    assert await relationships() == []


async def test_only_who_blocked_unblocks(as_student: Client, as_teacher: Client) -> None:
    await act(as_student, "Block", as_teacher)

    payload = await act(as_teacher, "Unblock", as_student)

    assert [error["code"] for error in payload["errors"]] == ["NOT_FOUND"]
    assert await relationships() == [stand(as_student, as_teacher, "blocked")]


async def test_nobody_blocks_themselves(as_student: Client) -> None:
    payload = await act(as_student, "Block", as_student)

    assert [error["code"] for error in payload["errors"]] == ["CANNOT_BLOCK_SELF"]
    assert await relationships() == []


@pytest.mark.parametrize("verb", ["Mute", "Unmute", "Block", "Unblock"])
async def test_nobody_does_so_without_an_account_or_to_a_stranger_who_is_hidden(
    as_student: Client, as_teacher: Client, as_anonymous: Client, verb: str
) -> None:
    await act(as_teacher, "Block", as_student)
    before = await relationships()

    signed_out = await act(as_anonymous, verb, as_teacher)
    hidden = await act(as_student, verb, as_teacher)

    assert [error["code"] for error in signed_out["errors"]] == ["UNAUTHENTICATED"]
    assert [error["code"] for error in hidden["errors"]] == ["NOT_FOUND"]
    assert await relationships() == before


async def test_a_follow_and_a_block_at_once_leave_the_block_alone(as_student: Client, as_teacher: Client) -> None:
    follow = partial(services.follow, viewer=as_teacher.viewer, user_id=as_student.user.pk)
    blocked = partial(services.block, viewer=as_student.viewer, user_id=as_teacher.user.pk)

    await race(follow, blocked)

    assert await relationships() == [stand(as_student, as_teacher, "blocked")]
    assert await activities() == []


async def test_two_blocks_at_once_both_hold_or_one_does(as_student: Client, as_teacher: Client) -> None:
    one = partial(services.block, viewer=as_student.viewer, user_id=as_teacher.user.pk)
    other = partial(services.block, viewer=as_teacher.viewer, user_id=as_student.user.pk)

    outcomes = await race(one, other)

    assert outcomes.count(None) == 1
    assert [row["status"] for row in await relationships()] == ["blocked"]


async def test_the_lists_cost_the_same_however_long_they_are(as_student: Client) -> None:
    async def grow(number: int) -> None:
        muted, blocked = await world.person(f"muted{number}"), await world.person(f"blocked{number}")
        await world.follow(as_student, muted)
        await act(as_student, "Mute", muted)
        await act(as_student, "Block", blocked)

    async def ask() -> int:
        viewer = (await as_student.run("Relationships"))["viewer"]
        assert len(viewer["muted"]["edges"]) == len(viewer["blocked"]["edges"])
        return len(viewer["muted"]["edges"])

    await costs_the_same(as_student, grow, ask)


async def test_a_running_subscription_falls_silent_at_once(
    gateway: str, as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.follow(as_student, as_teacher, as_stranger)
    heard: list[str] = []
    async with subscribed(gateway, "ActivityFeedLive", as_student, scope="FOLLOWING") as ticker:
        await ticker.event()
        for verb, number in (("Mute", 1), ("Unmute", 2), ("Block", 3)):
            await act(as_student, verb, as_teacher)
            await world.project(as_teacher, f"By the teacher {number}")
            await world.project(as_stranger, f"By another {number}")
            while not heard or heard[-1] != f"By another {number}":
                heard.append((await ticker.event())["activity"]["reference"]["title"])

    assert heard == ["By another 1", "By the teacher 2", "By another 2", "By another 3"]
