"""Settings: declared in code, set by staff, read by whoever needs them."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from domains.configuration import models, rules, selectors, services
from domains.configuration.errors import UnreadableSetting
from tests.configuration.settings import HOSTS, IS_OPEN, LIMIT, NAME, OURS, RATE, SECRET, put
from tests.support import world
from tests.support.client import Client
from tests.support.race import race

ANOTHER_KEY = "another-secret-key-of-forty-characters-or-so"
value_of = sync_to_async(selectors.value_of)


@pytest.fixture(autouse=True)
async def _rows() -> None:
    """Have what a migration leaves behind."""
    await sync_to_async(services.enrol_settings)()


async def shown(caller: Client) -> dict[str, tuple[str, str]]:
    """Return value and source of the tests' own settings."""
    listed = (await caller.run("AppSettings"))["appSettings"]
    return {each["key"]: (each["value"], each["source"]) for each in listed if each["key"].startswith("tests.")}


async def test_a_setting_is_shown_whole(as_staff: Client) -> None:
    listed = (await as_staff.run("AppSettings"))["appSettings"]

    row = await models.AppSetting.objects.aget(key=LIMIT.key)
    assert [each for each in listed if each["key"] == LIMIT.key] == [
        {
            "id": world.id_of(row),
            "key": "tests.limit",
            "type": "INTEGER",
            "value": "10",
            "source": "DEFAULT",
            "isSecret": False,
            "environmentVariable": "GATEWAY_TESTS_LIMIT",
            "description": "A number.",
        }
    ]
    assert [each["key"] for each in listed] == sorted(rules.declared)


async def test_database_first_then_environment_then_default(as_staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await value_of(LIMIT) == 10

    monkeypatch.setenv("GATEWAY_TESTS_LIMIT", "20")
    assert await value_of(LIMIT) == 20
    assert (await shown(as_staff))["tests.limit"] == ("20", "ENVIRONMENT")

    assert (await put(as_staff, "tests.limit", "30"))["source"] == "DATABASE"
    assert await value_of(LIMIT) == 30

    assert (await put(as_staff, "tests.limit", None))["value"] == "20"
    assert await value_of(LIMIT) == 20


async def test_an_empty_variable_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_TESTS_LIMIT", "")

    assert await value_of(LIMIT) == 10


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [
        (LIMIT, " 7 ", 7),
        (RATE, "0.25", 0.25),
        (IS_OPEN, "No", False),
        (HOSTS, "a.example, b.example,", ("a.example", "b.example")),
        (HOSTS, "", ()),
        (NAME, "Ünïcödé", "Ünïcödé"),
        (SECRET, "s3cret", "s3cret"),
    ],
)
async def test_values_are_read_with_their_types(
    as_staff: Client, setting: rules.Setting[Any], text: str, value: object
) -> None:
    await put(as_staff, setting.key, text)

    assert await value_of(setting) == value


async def test_several_settings_cost_one_statement() -> None:
    values = await sync_to_async(selectors.values_of)(*OURS)

    assert values == {each.key: each.default for each in OURS}


async def test_a_secret_is_masked_and_stored_encrypted(as_staff: Client) -> None:
    answered = await put(as_staff, SECRET.key, "hunter2")

    row = await models.AppSetting.objects.aget(key=SECRET.key)
    assert answered["value"] == "••••••••"
    assert (await shown(as_staff))["tests.secret"] == ("••••••••", "DATABASE")
    assert "hunter2" not in str(row.value)
    assert await value_of(SECRET) == "hunter2"


async def test_a_secret_without_a_value_is_shown_to_have_none(as_staff: Client) -> None:
    assert (await shown(as_staff))["tests.secret"] == ("", "DEFAULT")


async def test_secrets_survive_a_new_secret_key_that_knows_the_old_one(as_staff: Client) -> None:
    await put(as_staff, SECRET.key, "hunter2")

    with override_settings(SECRET_KEY=ANOTHER_KEY, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert await value_of(SECRET) == "hunter2"
    with override_settings(SECRET_KEY=ANOTHER_KEY), pytest.raises(UnreadableSetting, match=r"tests\.secret"):
        await value_of(SECRET)


async def test_a_change_holds_with_its_transaction_and_on_every_connection(as_staff: Client) -> None:
    seen: dict[str, int] = {}

    def set_and_undo() -> None:
        with transaction.atomic():
            services.set_app_setting(viewer=as_staff.viewer, key=LIMIT.key, value="99")
            seen["inside"] = selectors.value_of(LIMIT)
            transaction.set_rollback(True)
        seen["after"] = selectors.value_of(LIMIT)

    await sync_to_async(set_and_undo)()
    await put(as_staff, LIMIT.key, "5")

    assert seen == {"inside": 99, "after": 10}
    assert await race(*[lambda: selectors.value_of(LIMIT)] * 3) == [5, 5, 5]


async def test_two_people_set_it_at_the_same_moment(as_staff: Client) -> None:
    await models.AppSetting.objects.all().adelete()

    outcomes = await race(
        *(
            lambda value=value: services.set_app_setting(viewer=as_staff.viewer, key=LIMIT.key, value=value)
            for value in ("1", "2")
        )
    )

    assert [type(outcome) for outcome in outcomes] == [models.AppSetting] * 2
    assert await value_of(LIMIT) in {1, 2}


@pytest.mark.parametrize(
    ("key", "value", "code", "path"),
    [
        ("tests.unknown", "1", "NOT_FOUND", ["input", "key"]),
        ("tests.limit", "many", "INVALID", ["input", "value"]),
        ("tests.limit", "-1", "INVALID", ["input", "value"]),
        ("tests.limit", "", "INVALID", ["input", "value"]),
        ("tests.limit", "9" * 5_000, "INVALID", ["input", "value"]),
        ("tests.rate", "NaN", "INVALID", ["input", "value"]),
        ("tests.is_open", "perhaps", "INVALID", ["input", "value"]),
        ("tests.name", "x" * 10_001, "TOO_LONG", ["input", "value"]),
        ("tests.secret", "x" * 10_001, "TOO_LONG", ["input", "value"]),
    ],
)
async def test_what_does_not_fit_is_refused(as_staff: Client, key: str, value: str, code: str, path: list[str]) -> None:
    before = await rows()

    payload = (await as_staff.run("SetAppSetting", input={"key": key, "value": value}))["setAppSetting"]

    assert payload["appSetting"] is None
    assert [(error["code"], error["path"]) for error in payload["errors"]] == [(code, path)]
    assert await rows() == before


async def test_nobody_but_staff_sees_or_sets(as_student: Client, as_anonymous: Client) -> None:
    row = await models.AppSetting.objects.aget(key=LIMIT.key)
    before = await rows()

    for caller, code in ((as_student, "FORBIDDEN"), (as_anonymous, "UNAUTHENTICATED")):
        for key in (LIMIT.key, "tests.unknown"):
            payload = (await caller.run("SetAppSetting", input={"key": key, "value": "1"}))["setAppSetting"]
            assert [error["code"] for error in payload["errors"]] == [code]
        assert await caller.run("AppSettings") == {"appSettings": []}
        assert await caller.run("Node", id=world.id_of(row)) == {"node": None}

    assert await rows() == before


async def test_what_is_no_longer_declared_is_no_longer_shown(as_staff: Client) -> None:
    await models.AppSetting.objects.acreate(key="tests.gone", value="1")

    assert "tests.gone" not in await shown(as_staff)


async def test_an_environment_that_does_not_fit_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_TESTS_LIMIT", "many")

    (problem,) = rules.check_environment()

    assert problem.msg == "GATEWAY_TESTS_LIMIT does not fit: A whole number."


async def rows() -> list[dict[str, Any]]:
    """Return all that is stored."""
    return [dict(row) async for row in models.AppSetting.objects.order_by("key").values()]
