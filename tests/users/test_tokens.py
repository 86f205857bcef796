"""Tokens: how long they sign somebody in, and how they end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from domains.kit import clock
from domains.users import services
from domains.users.models import ApiToken
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.users.people import describe, owner_of

LIFETIME = timedelta(days=30)
create_token = sync_to_async(services.create_token)


async def test_a_token_signs_in_until_it_runs_out(as_student: Client) -> None:
    made_at = clock.now()
    with clock.at(made_at):
        token = await create_token(user_id=as_student.user.pk, name="login", lifetime=LIFETIME)

    with clock.at(made_at + LIFETIME - timedelta(microseconds=1)):
        before = await owner_of(token)
    with clock.at(made_at + LIFETIME):
        after = await owner_of(token)

    assert before == as_student.user.pk
    assert after is None


async def test_a_token_without_a_lifetime_never_runs_out(as_student: Client) -> None:
    token = await create_token(user_id=as_student.user.pk, name="robot")

    with clock.at(clock.now() + timedelta(days=10_000)):
        found = await owner_of(token)

    assert found == as_student.user.pk


async def test_a_token_of_a_closed_account_signs_nobody_in(as_student: Client) -> None:
    token = await create_token(user_id=as_student.user.pk, name="login")
    await describe(as_student, is_active=False)

    found = await owner_of(token)

    assert found is None


@pytest.mark.parametrize("change", [str.upper, str.swapcase, lambda token: token[:-1], lambda token: token * 0])
async def test_what_is_almost_a_token_signs_nobody_in(as_student: Client, change: Callable[[str], str]) -> None:
    token = await create_token(user_id=as_student.user.pk, name="login")

    found = await owner_of(change(token))

    assert found is None


async def test_a_stored_hash_is_no_token(as_student: Client) -> None:
    await create_token(user_id=as_student.user.pk, name="login")
    row = await ApiToken.objects.aget()

    found = await owner_of(row.hash)

    assert found is None


async def test_the_last_use_of_a_token_is_kept_to_the_minute(as_student: Client) -> None:
    token = await create_token(user_id=as_student.user.pk, name="login")
    first = clock.now()
    uses = [first, first + timedelta(seconds=59), first + timedelta(seconds=61)]

    kept = []
    for moment in uses:
        with clock.at(moment):
            await owner_of(token)
        kept.append((await ApiToken.objects.aget()).last_used_at)

    assert kept == [first, first, uses[2]]


async def test_logout_ends_the_token_it_came_with_and_no_other(as_student: Client, browser: HttpClient) -> None:
    who = {"identifier": "student", "password": world.PASSWORD}
    one = (await browser.run("Login", input=who))["login"]["token"]
    other = (await browser.run("Login", input=who))["login"]["token"]
    browser.http.cookies.clear()

    left = await browser.run("Logout", token=one)

    assert left == {"logout": {"errors": []}}
    refused = await browser.post({"query": "{ viewer { username } }"}, token=one)
    assert refused.status_code == 401
    assert refused.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
    assert (await browser.run("Viewer", token=other))["viewer"]["username"] == "student"
    assert await world.count(ApiToken) == 1


async def test_logout_ends_the_session_of_a_browser(as_student: Client, browser: HttpClient) -> None:
    await browser.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    before = await browser.run("Viewer")

    await browser.run("Logout")

    assert before["viewer"]["username"] == "student"
    assert await browser.run("Viewer") == {"viewer": None}


async def test_logout_of_nobody_ends_nothing(as_student: Client, as_anonymous: Client) -> None:
    await create_token(user_id=as_student.user.pk, name="login")

    answer = await as_anonymous.answer("Logout")

    assert answer == {"data": {"logout": {"errors": []}}}
    assert await world.count(ApiToken) == 1


async def test_a_moment_without_a_time_zone_is_one_of_utc(as_student: Client) -> None:
    given = {"name": "robot", "scopes": ["READ"], "expiresAt": "2199-01-01T00:00:00"}

    made = (await as_student.run("CreateToken", input=given))["createToken"]

    assert made["apiToken"]["expiresAt"] == "2199-01-01T00:00:00+00:00"


async def test_a_moment_beyond_the_calendar_is_refused(as_student: Client) -> None:
    # In UTC it would be one of the year 10,000: stored, it could never be read again.
    given = {"name": "robot", "scopes": ["READ"], "expiresAt": "9999-12-31T23:59:59-14:00"}

    refused = (await as_student.run("CreateToken", input=given))["createToken"]

    assert [(error["code"], error["path"]) for error in refused["errors"]] == [("INVALID", ["input", "expiresAt"])]
    assert (await as_student.run("SignIns"))["viewer"]["tokens"]["edges"] == []
