"""Signing in."""

from hashlib import sha256
from typing import Any

import pytest

from domains.feed.models import Activity
from domains.users.models import ApiToken
from tests.support import world
from tests.support.client import Client
from tests.users.people import card, describe, refusal

WRONG = {
    "login": {
        "token": None,
        "viewer": None,
        "errors": [
            refusal("WRONG_CREDENTIALS", "No account has this name or address with this password."),
        ],
    }
}
LONG = "x" * 100_000


async def attempt(person: Client, identifier: str, password: str) -> dict[str, Any]:
    """Try to sign in, and return the whole answer."""
    return await person.answer("Login", input={"identifier": identifier, "password": password})


@pytest.mark.parametrize(
    "identifier",
    ["student", "Student", "STUDENT", "ada@example.org", "ADA@EXAMPLE.ORG", "aDa@Example.Org", " student "],
)
async def test_login_takes_the_name_or_the_address_in_any_letter_case(
    as_student: Client, as_teacher: Client, as_anonymous: Client, identifier: str
) -> None:
    await describe(as_student, email="Ada@Example.org")

    answer = await attempt(as_anonymous, identifier, world.PASSWORD)

    token = answer["data"]["login"].pop("token")
    assert answer == {"data": {"login": {"viewer": {**card(as_student), "email": "Ada@Example.org"}, "errors": []}}}
    assert [row.user_id async for row in ApiToken.objects.all()] == [as_student.user.pk]
    assert token.startswith("gwt_")


async def test_a_token_is_stored_as_its_hash_only(as_student: Client, as_anonymous: Client) -> None:
    answer = await attempt(as_anonymous, "student", world.PASSWORD)

    token = answer["data"]["login"]["token"]
    row = await ApiToken.objects.values().aget()
    assert row["hash"] == sha256(token.encode()).hexdigest()
    assert token.removeprefix("gwt_") not in str(row)


async def test_each_login_gives_a_token_of_its_own(as_student: Client, as_anonymous: Client) -> None:
    first = await attempt(as_anonymous, "student", world.PASSWORD)
    second = await attempt(as_anonymous, "student", world.PASSWORD)

    assert first["data"]["login"]["token"] != second["data"]["login"]["token"]
    assert await world.count(ApiToken, user=as_student.user) == 2


@pytest.mark.parametrize(
    ("identifier", "password"),
    [
        ("student", "wrong"),
        ("student", world.PASSWORD.upper()),
        ("student", f" {world.PASSWORD}"),
        ("student", ""),
        ("student", LONG),
        ("nobody", world.PASSWORD),
        ("nobody@example.org", world.PASSWORD),
        ("teacher", "wrong"),
        ("", world.PASSWORD),
        ("", ""),
        (LONG, world.PASSWORD),
        ("student%", world.PASSWORD),
    ],
)
async def test_login_refuses_all_that_does_not_fit_in_the_same_words(
    as_student: Client, as_anonymous: Client, identifier: str, password: str
) -> None:
    answer = await attempt(as_anonymous, identifier, password)

    assert answer == {"data": WRONG}
    assert await world.count(ApiToken) == 0
    assert await world.count(Activity) == 0


@pytest.mark.parametrize("columns", [{"is_active": False}, {"kind": "service"}, {"password": "!"}])
async def test_login_refuses_accounts_that_cannot_sign_in_in_the_same_words(
    as_student: Client, as_anonymous: Client, columns: dict[str, Any]
) -> None:
    await describe(as_student, **columns)

    answer = await attempt(as_anonymous, "student", world.PASSWORD)

    assert answer == {"data": WRONG}
    assert await world.count(ApiToken) == 0


async def test_login_does_the_same_work_whether_or_not_the_account_exists(
    as_student: Client, as_anonymous: Client
) -> None:
    await attempt(as_anonymous, "student", "wrong")
    known = as_anonymous.statements
    await attempt(as_anonymous, "nobody", "wrong")
    unknown = as_anonymous.statements

    assert unknown == known
