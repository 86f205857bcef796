"""Refusals: codes, and how Django's and PostgreSQL's complaints become them."""

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction

from domains.catalog.models import ToolTag
from domains.kit import errors
from domains.kit.errors import Invalid, Refusal, Refusals, Required, Taken, TooLong, conflicts, validate
from domains.users.models import User, UserSettings
from tests.support import world


def test_a_code_belongs_to_one_refusal() -> None:
    with pytest.raises(TypeError, match="the code NOT_FOUND is taken by NotFound"):
        type("Missing", (Refusal,), {}, code="NOT_FOUND")

    assert Refusal.codes["NOT_FOUND"] is errors.NotFound


def test_every_refusal_says_what_its_code_means() -> None:
    assert all(refusal.description() for refusal in Refusal.codes.values())
    assert all(refusal().message == refusal.description() for refusal in Refusal.codes.values())


def test_a_row_that_fits_is_not_refused() -> None:
    validate(UserSettings(theme="dark", language="de"), only=["theme", "language", "show_email"])


@pytest.mark.parametrize(
    ("columns", "kind", "path"),
    [
        ({"username": ""}, Required, "username"),
        ({"email": None}, Required, "email"),
        ({"full_name": "x" * 151}, TooLong, "fullName"),
        ({"username": "Not A Slug"}, Invalid, "username"),
        ({"email": "nowhere"}, Invalid, "email"),
        ({"website_url": "javascript:alert(1)"}, Invalid, "websiteUrl"),
        ({"role": "emperor"}, Invalid, "role"),
        ({"teo_coins": -1}, Invalid, "teoCoins"),
    ],
)
def test_a_column_that_does_not_fit_is_refused_with_its_path(
    columns: dict[str, Any], kind: type[Refusal], path: str
) -> None:
    with pytest.raises(Refusals) as refused:
        validate(User(**columns), only=columns)

    assert [(type(each), each.path) for each in refused.value.refusals] == [(kind, ["input", path])]


def test_all_that_does_not_fit_is_refused_at_once_and_nothing_else() -> None:
    person = User(username="", full_name="x" * 151, email="nowhere")

    with pytest.raises(Refusals) as refused:
        validate(person, only=["username", "full_name"], argument="person")

    assert sorted(each.path for each in refused.value.refusals) == [["person", "fullName"], ["person", "username"]]


CONFLICTS: dict[str, Callable[[], Refusal]] = {"user_email_unique": lambda: Taken(path=["input", "email"])}


@sync_to_async
def write(names: dict[str, Callable[[], Refusal]], username: str) -> Refusal | None:
    """Write a tag, within the guarded block another one and an account, and a third after a refusal of it."""
    with transaction.atomic():
        ToolTag.objects.create(slug="before", name="Before")
        try:
            with conflicts(names):
                ToolTag.objects.create(slug="within", name="Within")
                User.objects.create(username=username, email="ADA@example.org")
        except Taken as refusal:
            ToolTag.objects.create(slug="after", name="After")
            return refusal
    return None


@pytest.fixture
async def _ada() -> None:
    """Let there be somebody with an address."""
    await User.objects.acreate(username="ada", email="ada@example.org")


@pytest.mark.usefixtures("_ada")
async def test_the_breach_of_a_named_constraint_is_its_refusal_and_the_transaction_goes_on() -> None:
    refused = await write(CONFLICTS, "eve")

    assert refused is not None
    assert refused.path == ["input", "email"]
    assert {tag.slug async for tag in ToolTag.objects.all()} == {"before", "after"}
    assert await world.count(User) == 1


@pytest.mark.usefixtures("_ada")
@pytest.mark.parametrize("username", ["eve", "Not A Slug"])
async def test_the_breach_of_another_constraint_is_an_accident(username: str) -> None:
    names = {} if username == "eve" else CONFLICTS

    with pytest.raises(IntegrityError):
        await write(names, username)

    assert await world.count(ToolTag) == 0
    assert await world.count(User) == 1


async def test_what_breaches_nothing_is_written() -> None:
    refused = await write(CONFLICTS, "eve")

    assert refused is None
    assert await world.count(User, username="eve") == 1
    assert await world.count(ToolTag) == 2
