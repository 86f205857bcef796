"""Following somebody, and leaving them."""

from typing import Any

import pytest

from domains.kit import ids
from tests.support import world
from tests.support.client import Client
from tests.users.people import activities, card, refusal, relationships, settle

NO_ID = refusal("INVALID_ID", "This is not the id of a User.", "input", "userId")


def whom(person: Client) -> dict[str, Any]:
    """Return the input that names a person."""
    return {"userId": world.id_of(person.user)}


async def test_follow_shows_the_person_as_followed(as_student: Client, as_teacher: Client) -> None:
    answer = await as_student.answer("Follow", input=whom(as_teacher))

    person = {**card(as_teacher), "viewerFollows": True, "followers": {"totalCount": 1}}
    assert answer == {"data": {"follow": {"user": person, "errors": []}}}
    assert await relationships() == [
        {"follower": as_student.user.pk, "following": as_teacher.user.pk, "status": "active"}
    ]


async def test_follow_is_told_of_once(as_student: Client, as_teacher: Client) -> None:
    await as_student.run("Follow", input=whom(as_teacher))

    again = await as_student.run("Follow", input=whom(as_teacher))

    assert again["follow"]["errors"] == []
    assert again["follow"]["user"]["followers"] == {"totalCount": 1}
    assert len(await relationships()) == 1
    assert await activities() == [
        {
            "user": as_student.user.pk,
            "activity_type": "followed",
            "reference_type": "users.User",
            "reference_id": as_teacher.user.pk,
        }
    ]


async def test_unfollow_takes_the_follow_and_its_activity_back(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.follow(as_student, as_teacher, as_stranger)
    await world.follow(as_stranger, as_teacher)

    answer = await as_student.answer("Unfollow", input=whom(as_teacher))

    person = {**card(as_teacher), "viewerFollows": False, "followers": {"totalCount": 1}}
    assert answer == {"data": {"unfollow": {"user": person, "errors": []}}}
    left = [(as_student.user.pk, as_stranger.user.pk), (as_stranger.user.pk, as_teacher.user.pk)]
    assert [(row["follower"], row["following"]) for row in await relationships()] == left
    assert [(row["user"], row["reference_id"]) for row in await activities()] == left


async def test_unfollow_without_a_follow_changes_nothing(as_student: Client, as_teacher: Client) -> None:
    await world.follow(as_teacher, as_student)

    answer = await as_student.answer("Unfollow", input=whom(as_teacher))

    person = {**card(as_teacher), "viewerFollows": False, "followers": {"totalCount": 0}}
    assert answer == {"data": {"unfollow": {"user": person, "errors": []}}}
    assert len(await relationships()) == 1
    assert len(await activities()) == 1


async def test_whoever_returns_is_told_of_once(as_student: Client, as_teacher: Client) -> None:
    for operation in ("Follow", "Unfollow", "Follow"):
        await as_student.run(operation, input=whom(as_teacher))

    assert len(await relationships()) == 1
    assert len(await activities()) == 1


async def test_unfollow_ends_a_muted_follow_too(as_student: Client, as_teacher: Client) -> None:
    await world.relate(as_student, as_teacher, "muted")

    left = await as_student.run("Unfollow", input=whom(as_teacher))

    assert left["unfollow"]["user"]["viewerFollows"] is False
    assert await relationships() == []


@pytest.mark.parametrize(
    ("user_id", "error"),
    [
        (
            ids.encode("User", world.NOBODY),
            refusal("NOT_FOUND", "There is no such person.", "input", "userId"),
        ),
        (ids.encode("Project", world.NOBODY), NO_ID),
        (ids.encode("user", world.NOBODY), NO_ID),
        ("", NO_ID),
        ("teacher", NO_ID),
        (str(world.NOBODY), NO_ID),
        ("x" * 100_000, NO_ID),
    ],
)
@pytest.mark.parametrize("verb", ["follow", "unfollow"])
async def test_follow_and_unfollow_refuse_an_id_of_nobody(
    as_student: Client, verb: str, user_id: str, error: dict[str, Any]
) -> None:
    answer = await as_student.answer(verb.title(), input={"userId": user_id})

    assert answer == {"data": {verb: {"user": None, "errors": [error]}}}
    assert await relationships() == []
    assert await activities() == []


async def test_follow_refuses_oneself(as_student: Client) -> None:
    answer = await as_student.answer("Follow", input=whom(as_student))

    error = refusal("CANNOT_FOLLOW_SELF", "Nobody follows themselves.", "input", "userId")
    assert answer == {"data": {"follow": {"user": None, "errors": [error]}}}
    assert await relationships() == []
    assert await activities() == []


async def test_follow_refuses_whom_takes_no_followers(as_student: Client, as_teacher: Client) -> None:
    await settle(as_teacher, allow_follows=False)

    answer = await as_student.answer("Follow", input=whom(as_teacher))

    error = refusal("FOLLOWS_NOT_ALLOWED", "This person does not take followers.", "input", "userId")
    assert answer == {"data": {"follow": {"user": None, "errors": [error]}}}
    assert await relationships() == []
    assert await activities() == []


@pytest.mark.parametrize("verb", ["follow", "unfollow"])
async def test_follow_and_unfollow_need_an_account(as_anonymous: Client, as_teacher: Client, verb: str) -> None:
    answer = await as_anonymous.answer(verb.title(), input=whom(as_teacher))

    error = refusal("UNAUTHENTICATED", "Sign in first.")
    assert answer == {"data": {verb: {"user": None, "errors": [error]}}}
    assert await relationships() == []
    assert await activities() == []
