"""Private profiles: who sees more than name and picture."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type, is_leaf_type, is_non_null_type

from schema.build import sdl
from tests.support import world
from tests.support.client import Client
from tests.users.people import card, describe, relationships, settle

COLUMNS = {
    "full_name": "Grace",
    "bio": "Teaches.",
    "avatar_url": "https://example.org/grace.png",
    "linkedin_url": "https://linkedin.com/in/grace",
    "website_url": "https://grace.example.org",
    "github_username": "grace",
    "is_approved": True,
    "teo_coins": 5,
    "total_points": 40,
    "thrive_circle_tier": "bloom",
    "daily_streak": 3,
    "last_active_date": date(2026, 1, 2),
    "last_active_at": datetime(2026, 1, 2, 3, tzinfo=UTC),
}
# What people see of a profile that is open to them.
PROFILE = {
    "role": "TEACHER",
    "fullName": "Grace",
    "bio": "Teaches.",
    "linkedinUrl": "https://linkedin.com/in/grace",
    "websiteUrl": "https://grace.example.org",
    "githubUsername": "grace",
    "isApproved": True,
    "totalPoints": 40,
    "thriveCircleTier": "BLOOM",
    "dailyStreak": 3,
    "lastActiveDate": "2026-01-02",
    "lastActiveAt": "2026-01-02T03:00:00+00:00",
}
OWN = {"email": "teacher@example.org", "teoCoins": 5}


def nullable_fields() -> list[str]:
    """Return the plain fields of a person that can be withheld; how the viewer stands to them is the viewer's own."""
    person = build_schema(sdl()).type_map["User"]
    assert isinstance(person, GraphQLObjectType)
    return [
        name
        for name, field in person.fields.items()
        if name != "viewerRelationship"
        and is_leaf_type(get_named_type(field.type))
        and not is_non_null_type(field.type)
    ]


async def seen_by(person: Client) -> dict[str, Any]:
    """Return what somebody sees of the teacher, in every plain field that can be withheld."""
    document = f'query {{ user(username: "teacher") {{ {" ".join(nullable_fields())} }} }}'
    answer = await person.ask(document)
    assert "errors" not in answer, answer
    profile: dict[str, Any] = answer["data"]["user"]
    return profile


@pytest.fixture
async def as_private(as_teacher: Client, as_stranger: Client) -> Client:
    """Somebody whose profile is private, and who follows and is followed."""
    await describe(as_teacher, **COLUMNS)
    await as_teacher.user.arefresh_from_db()
    await settle(as_teacher, profile_visibility="private")
    await world.follow(as_stranger, as_teacher)
    await world.follow(as_teacher, await world.person("friend"))
    return as_teacher


async def test_others_see_nothing_that_can_be_withheld(
    as_private: Client, as_student: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    nothing = dict.fromkeys(nullable_fields())

    assert await seen_by(as_student) == nothing
    assert await seen_by(as_stranger) == nothing
    assert await seen_by(as_anonymous) == nothing


async def test_others_see_name_and_picture_and_no_lists(as_private: Client, as_student: Client) -> None:
    private = (await as_student.run("User", username="teacher"))["user"]

    empty = {"totalCount": 0, "edges": []}
    assert {name: private[name] for name in card(as_private)} == card(as_private)
    assert private["avatarUrl"] == "https://example.org/grace.png"
    assert private["followers"] == empty
    assert private["following"] == empty
    assert len(await relationships()) == 2


async def test_others_see_neither_role_nor_age_of_the_account(as_private: Client, as_student: Client) -> None:
    private = (await as_student.run("User", username="teacher"))["user"]

    assert (private["role"], private["dateJoined"]) == (None, None)


async def test_the_owner_sees_all_of_it(as_private: Client) -> None:
    profile = await seen_by(as_private)

    assert all(profile.pop(name) for name in ("createdAt", "dateJoined", "updatedAt"))
    assert profile == PROFILE | OWN | {"tokensUsedToday": 0}


async def test_staff_sees_all_of_it_but_how_much_was_talked(as_private: Client, as_staff: Client) -> None:
    profile = await seen_by(as_staff)

    assert all(profile.pop(name) for name in ("createdAt", "dateJoined", "updatedAt"))
    assert profile == PROFILE | OWN | {"tokensUsedToday": None}


async def test_whom_the_owner_follows_sees_the_profile(as_private: Client, as_student: Client) -> None:
    await world.follow(as_private, as_student)

    profile = await seen_by(as_student)
    lists = (await as_student.run("User", username="teacher"))["user"]

    assert all(profile.pop(name) for name in ("createdAt", "dateJoined"))
    assert profile == PROFILE | dict.fromkeys(["email", "teoCoins", "updatedAt", "tokensUsedToday"])
    assert [node["username"] for node in world.nodes(lists["followers"])] == ["stranger"]
    assert [node["username"] for node in world.nodes(lists["following"])] == ["student", "friend"]
    assert (lists["followers"]["totalCount"], lists["following"]["totalCount"]) == (1, 2)


async def test_whom_the_owner_follows_but_muted_sees_the_profile(as_private: Client, as_student: Client) -> None:
    await world.relate(as_private, as_student, "muted")

    profile = await seen_by(as_student)

    assert profile["bio"] == "Teaches."


async def test_a_private_profile_leaves_public_projects_public(as_private: Client, as_student: Client) -> None:
    await world.project(as_private, "Shown")

    explored = await as_student.run("Explore")
    private = (await as_student.run("User", username="teacher"))["user"]

    assert [node["owner"] for node in world.nodes(explored["explore"])] == [card(as_private)]
    # As a list of the profile's it is hidden; the project itself is not.
    assert private["showcase"]["totalCount"] == 0
