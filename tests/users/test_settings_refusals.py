"""Settings that do not fit."""

import pytest

from domains.feed.models import Activity
from domains.users.models import UserSettings
from tests.support import world
from tests.support.client import Client
from tests.users.people import refusal, stored_settings


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("theme", None, "REQUIRED"),
        ("theme", "", "REQUIRED"),
        ("theme", "x" * 21, "TOO_LONG"),
        ("language", None, "REQUIRED"),
        ("language", "x" * 36, "TOO_LONG"),
        ("timezone", None, "REQUIRED"),
        ("timezone", "", "REQUIRED"),
        ("timezone", "x" * 51, "TOO_LONG"),
        ("timezone", "Mars/Olympus", "INVALID"),
        ("timezone", "europe/zurich", "INVALID"),
        ("timezone", "../../etc/passwd", "INVALID"),
        pytest.param("showEmail", None, "REQUIRED"),
        pytest.param("allowFollows", None, "REQUIRED"),
        ("profileVisibility", None, "REQUIRED"),
    ],
)
async def test_a_value_that_does_not_fit_changes_nothing(
    as_student: Client, name: str, value: object, code: str
) -> None:
    before = await stored_settings(as_student)

    answer = await as_student.answer("UpdateSettings", input={"pushNotifications": False, name: value})

    refused = answer["data"]["updateSettings"]
    assert refused["user"] is None
    assert [(error["code"], error["path"]) for error in refused["errors"]] == [(code, ["input", name])]
    assert await stored_settings(as_student) == before
    assert await world.count(Activity) == 0


async def test_every_value_that_does_not_fit_is_named(as_student: Client) -> None:
    changes = {"theme": "x" * 21, "language": None, "showEmail": None}

    answer = await as_student.run("UpdateSettings", input=changes)

    paths = [error["path"] for error in answer["updateSettings"]["errors"]]
    assert sorted(paths) == [["input", "language"], ["input", "showEmail"], ["input", "theme"]]


async def test_a_wrong_time_zone_is_named_among_others(as_student: Client) -> None:
    changes = {"theme": "x" * 21, "timezone": "Mars/Olympus"}

    answer = await as_student.run("UpdateSettings", input=changes)

    paths = [error["path"] for error in answer["updateSettings"]["errors"]]
    assert sorted(paths) == [["input", "theme"], ["input", "timezone"]]


@pytest.mark.parametrize("language", ["?!", "<script>", "en us"])
async def test_a_language_is_a_tag(as_student: Client, language: str) -> None:
    answer = await as_student.run("UpdateSettings", input={"language": language})

    assert [error["path"] for error in answer["updateSettings"]["errors"]] == [["input", "language"]]


async def test_settings_need_an_account(as_student: Client, as_anonymous: Client) -> None:
    before = await stored_settings(as_student)

    answer = await as_anonymous.answer("UpdateSettings", input={"theme": "dark"})

    error = refusal("UNAUTHENTICATED", "Sign in first.")
    assert answer == {"data": {"updateSettings": {"user": None, "errors": [error]}}}
    assert await stored_settings(as_student) == before
    assert await world.count(UserSettings) == 1
