"""What somebody with a public profile shows or hides on top: address, GitHub name, activity, coins, settings."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.support.client import Client
from tests.users.people import describe, settle

DOCUMENT = """query { user(username: "teacher") {
    email githubUsername lastActiveDate lastActiveAt teoCoins updatedAt settings { theme }
} }"""
SHOWN = {
    "email": "teacher@example.org",
    "githubUsername": "grace",
    "lastActiveDate": "2026-01-02",
    "lastActiveAt": "2026-01-02T03:00:00+00:00",
}


async def seen_by(person: Client) -> dict[str, Any]:
    """Return what somebody sees of the teacher."""
    seen: dict[str, Any] = (await person.ask(DOCUMENT))["data"]["user"]
    return seen


@pytest.fixture
async def as_shown(as_teacher: Client) -> Client:
    """Somebody with something to show."""
    await describe(
        as_teacher,
        github_username="grace",
        teo_coins=5,
        last_active_date=date(2026, 1, 2),
        last_active_at=datetime(2026, 1, 2, 3, tzinfo=UTC),
    )
    return as_teacher


@pytest.mark.parametrize(
    ("setting", "fields"),
    [
        ("show_email", ["email"]),
        ("show_github", ["githubUsername"]),
        ("show_activity", ["lastActiveDate", "lastActiveAt"]),
    ],
)
async def test_others_see_it_only_while_its_owner_shows_it(
    as_shown: Client, as_student: Client, as_anonymous: Client, setting: str, fields: list[str]
) -> None:
    seen = {}
    for is_shown in (True, False):
        await settle(as_shown, **{setting: is_shown})
        for name, person in (("student", as_student), ("anonymous", as_anonymous)):
            profile = await seen_by(person)
            seen[name, is_shown] = {field: profile[field] for field in fields}

    shown, hidden = {field: SHOWN[field] for field in fields}, dict.fromkeys(fields)
    assert seen == {
        ("student", True): shown,
        ("anonymous", True): shown,
        ("student", False): hidden,
        ("anonymous", False): hidden,
    }


async def test_owner_and_staff_see_what_is_hidden_from_others(as_shown: Client, as_staff: Client) -> None:
    await settle(as_shown, show_email=False, show_github=False, show_activity=False)

    for_owner = await seen_by(as_shown)
    for_staff = await seen_by(as_staff)

    assert {field: for_owner[field] for field in SHOWN} == SHOWN
    assert {field: for_staff[field] for field in SHOWN} == SHOWN


async def test_without_settings_the_defaults_hold(as_shown: Client, as_student: Client) -> None:
    await as_shown.user.settings.adelete()

    seen = await seen_by(as_student)

    assert {field: seen[field] for field in SHOWN} == SHOWN | {"email": None}


async def test_coins_and_the_last_change_are_their_owners_alone(
    as_shown: Client, as_student: Client, as_anonymous: Client
) -> None:
    for_owner = await seen_by(as_shown)
    for_student = await seen_by(as_student)
    for_anonymous = await seen_by(as_anonymous)

    assert for_owner["teoCoins"] == 5
    assert for_owner["updatedAt"] is not None
    assert (for_student["teoCoins"], for_student["updatedAt"]) == (None, None)
    assert (for_anonymous["teoCoins"], for_anonymous["updatedAt"]) == (None, None)


async def test_settings_are_their_owners_alone_even_before_staff(
    as_shown: Client, as_student: Client, as_staff: Client, as_anonymous: Client
) -> None:
    for_owner = await seen_by(as_shown)
    others = [await seen_by(person) for person in (as_student, as_staff, as_anonymous)]

    assert for_owner["settings"] == {"theme": "light"}
    assert [seen["settings"] for seen in others] == [None, None, None]
