"""A person, found by name."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.users.people import card, describe

EMPTY = {"totalCount": 0, "edges": []}


@pytest.mark.parametrize("username", ["teacher", "Teacher", "TEACHER"])
async def test_a_person_is_found_by_name_in_any_letter_case(
    as_teacher: Client, as_anonymous: Client, username: str
) -> None:
    await describe(as_teacher, full_name="Grace", bio="Teaches.", github_username="grace")

    answer = await as_anonymous.answer("User", username=username)

    assert answer == {
        "data": {
            "user": {
                **card(as_teacher),
                "fullName": "Grace",
                "bio": "Teaches.",
                "email": None,
                "githubUsername": "grace",
                "linkedinUrl": "",
                "websiteUrl": "",
                "role": "TEACHER",
                "isApproved": False,
                "dateJoined": as_teacher.user.date_joined.isoformat(),
                "viewerFollows": False,
                "followsViewer": False,
                "followers": EMPTY,
                "following": EMPTY,
                "highlightedProject": None,
                "showcase": EMPTY,
                "playground": EMPTY,
            }
        }
    }


@pytest.mark.parametrize("username", ["nobody", "", " ", "teacher@example.org", "t%", "x" * 100_000])
async def test_a_name_that_nobody_has_finds_nobody(as_teacher: Client, as_anonymous: Client, username: str) -> None:
    answer = await as_anonymous.answer("User", username=username)

    assert answer == {"data": {"user": None}}


async def test_who_follows_whom_is_told_from_the_side_of_who_asks(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.follow(as_student, as_teacher)

    seen_by_student = (await as_student.run("User", username="teacher"))["user"]
    seen_by_teacher = (await as_teacher.run("User", username="student"))["user"]
    seen_by_stranger = (await as_stranger.run("User", username="teacher"))["user"]

    assert (seen_by_student["viewerFollows"], seen_by_student["followsViewer"]) == (True, False)
    assert (seen_by_teacher["viewerFollows"], seen_by_teacher["followsViewer"]) == (False, True)
    assert (seen_by_stranger["viewerFollows"], seen_by_stranger["followsViewer"]) == (False, False)


async def test_a_closed_account_is_seen_by_staff_alone(
    as_student: Client, as_teacher: Client, as_staff: Client, as_anonymous: Client
) -> None:
    await describe(as_teacher, is_active=False)

    for_student = await as_student.run("User", username="teacher")
    for_nobody = await as_anonymous.run("User", username="teacher")
    for_staff = await as_staff.run("User", username="teacher")

    assert for_student == {"user": None}
    assert for_nobody == {"user": None}
    assert for_staff["user"]["id"] == world.id_of(as_teacher.user)
