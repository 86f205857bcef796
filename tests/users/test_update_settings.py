"""Changing one's settings."""

from functools import partial
from typing import Any

import pytest

from domains.feed.models import Activity
from domains.users import services
from domains.users.models import UserSettings
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.users.people import refusal, settle

NULL_IS_NO_BOOLEAN = pytest.mark.xfail(strict=True, reason="Django calls null in a boolean `invalid`, and so do we")
DEFAULTS = {
    "theme": "light",
    "language": "en",
    "timezone": "UTC",
    "profileVisibility": "PUBLIC",
    "showEmail": False,
    "showActivity": True,
    "allowComments": True,
    "allowFollows": True,
}


async def stored(person: Client) -> dict[str, Any]:
    """Return somebody's row of settings."""
    return dict(await UserSettings.objects.values().aget(user=person.user))


async def test_what_is_not_named_stays(as_student: Client) -> None:
    await settle(as_student, language="de", show_email=True)

    changes = {"theme": "dark", "profileVisibility": "PRIVATE", "timezone": "Europe/Zurich"}
    answer = await as_student.answer("UpdateSettings", input=changes)

    settings = DEFAULTS | {"language": "de", "showEmail": True} | changes
    user = {"id": world.id_of(as_student.user), "settings": settings}
    assert answer == {"data": {"updateSettings": {"user": user, "errors": []}}}
    assert (await as_student.run("Viewer"))["viewer"]["settings"].items() >= settings.items()


async def test_naming_nothing_changes_nothing(as_student: Client) -> None:
    answer = await as_student.answer("UpdateSettings", input={})

    user = {"id": world.id_of(as_student.user), "settings": DEFAULTS}
    assert answer == {"data": {"updateSettings": {"user": user, "errors": []}}}


async def test_every_setting_can_be_changed_by_its_name(as_student: Client) -> None:
    changes = {
        "emailNotifications": False,
        "pushNotifications": False,
        "theme": "dark",
        "language": "fr-CH",
        "timezone": "Asia/Tokyo",
        "profileVisibility": "PRIVATE",
        "showEmail": True,
        "showGithub": False,
        "showActivity": False,
        "allowComments": False,
        "allowFollows": False,
    }

    await as_student.run("UpdateSettings", input=changes)

    assert (await as_student.run("Viewer"))["viewer"]["settings"] == changes


async def test_a_change_by_one_leaves_the_other_alone(as_student: Client, as_teacher: Client) -> None:
    before = await stored(as_teacher)

    await as_student.run("UpdateSettings", input={"theme": "dark", "allowFollows": False})

    assert await stored(as_teacher) == before


async def test_the_first_change_makes_the_row(as_student: Client) -> None:
    await as_student.user.settings.adelete()

    changed = await as_student.run("UpdateSettings", input={"theme": "dark"})

    assert changed["updateSettings"]["user"]["settings"] == DEFAULTS | {"theme": "dark"}
    assert await world.count(UserSettings, user=as_student.user) == 1


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("theme", None, "REQUIRED"),
        ("theme", "", "REQUIRED"),
        ("theme", "x" * 21, "TOO_LONG"),
        ("language", None, "REQUIRED"),
        ("language", "x" * 11, "TOO_LONG"),
        ("timezone", None, "REQUIRED"),
        ("timezone", "", "REQUIRED"),
        ("timezone", "x" * 51, "TOO_LONG"),
        ("timezone", "Mars/Olympus", "INVALID"),
        ("timezone", "europe/zurich", "INVALID"),
        ("timezone", "../../etc/passwd", "INVALID"),
        pytest.param("showEmail", None, "REQUIRED", marks=NULL_IS_NO_BOOLEAN),
        pytest.param("allowFollows", None, "REQUIRED", marks=NULL_IS_NO_BOOLEAN),
        ("profileVisibility", None, "REQUIRED"),
    ],
)
async def test_a_value_that_does_not_fit_changes_nothing(
    as_student: Client, name: str, value: object, code: str
) -> None:
    before = await stored(as_student)

    answer = await as_student.answer("UpdateSettings", input={"pushNotifications": False, name: value})

    refused = answer["data"]["updateSettings"]
    assert refused["user"] is None
    assert [(error["code"], error["path"]) for error in refused["errors"]] == [(code, ["input", name])]
    assert await stored(as_student) == before
    assert await world.count(Activity) == 0


async def test_every_value_that_does_not_fit_is_named(as_student: Client) -> None:
    changes = {"theme": "x" * 21, "language": None, "showEmail": None}

    answer = await as_student.run("UpdateSettings", input=changes)

    paths = [error["path"] for error in answer["updateSettings"]["errors"]]
    assert sorted(paths) == [["input", "language"], ["input", "showEmail"], ["input", "theme"]]


@pytest.mark.xfail(strict=True, reason="the time zone is only looked at once all else fits")
async def test_a_wrong_time_zone_is_named_among_others(as_student: Client) -> None:
    changes = {"theme": "x" * 21, "timezone": "Mars/Olympus"}

    answer = await as_student.run("UpdateSettings", input=changes)

    paths = [error["path"] for error in answer["updateSettings"]["errors"]]
    assert sorted(paths) == [["input", "theme"], ["input", "timezone"]]


@pytest.mark.xfail(strict=True, reason="the language is described as a BCP 47 tag and taken as any text")
@pytest.mark.parametrize("language", ["?!", "<script>", "en us"])
async def test_a_language_is_a_tag(as_student: Client, language: str) -> None:
    answer = await as_student.run("UpdateSettings", input={"language": language})

    assert [error["path"] for error in answer["updateSettings"]["errors"]] == [["input", "language"]]


async def test_settings_need_an_account(as_student: Client, as_anonymous: Client) -> None:
    before = await stored(as_student)

    answer = await as_anonymous.answer("UpdateSettings", input={"theme": "dark"})

    error = refusal("UNAUTHENTICATED", "Sign in first.")
    assert answer == {"data": {"updateSettings": {"user": None, "errors": [error]}}}
    assert await stored(as_student) == before
    assert await world.count(UserSettings) == 1


async def test_two_changes_at_once_are_both_kept(as_student: Client) -> None:
    await as_student.user.settings.adelete()
    theme = partial(services.update_settings, viewer=as_student.viewer, changes={"theme": "dark"})
    language = partial(services.update_settings, viewer=as_student.viewer, changes={"language": "de"})

    outcomes = await race(theme, language)

    assert outcomes == [as_student.user, as_student.user]
    row = await stored(as_student)
    assert (row["theme"], row["language"]) == ("dark", "de")
