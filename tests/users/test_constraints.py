"""What the database itself refuses about people."""

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from domains.users.models import User, UserRelationship
from tests.support import world
from tests.support.client import Client


@sync_to_async
def create(username: str, email: str) -> None:
    """Write an account past every check in Python."""
    with transaction.atomic():
        User.objects.create(username=username, email=email)


@pytest.mark.parametrize("email", ["student@example.org", "STUDENT@example.org", "Student@Example.Org"])
async def test_an_address_is_taken_in_every_letter_case(as_student: Client, email: str) -> None:
    with pytest.raises(IntegrityError, match="user_email_unique"):
        await create("other", email)

    assert await world.count(User) == 1


NO_SLUGS = ["", "Ada", "ada lovelace", "ada@home", "ada/home", "-ada", "ada-", "_ada", "ada\n", "adä", "ada."]


@pytest.mark.parametrize("username", NO_SLUGS)
async def test_a_name_is_a_slug(username: str) -> None:
    with pytest.raises(IntegrityError, match="user_username_is_a_slug"):
        await create(username, "ada@example.org")

    assert await world.count(User) == 0


@pytest.mark.parametrize("username", ["a", "7", "ada-lovelace", "ada_2", "a" * 40])
async def test_a_slug_is_a_name(username: str) -> None:
    await create(username, "ada@example.org")

    assert await world.count(User, username=username) == 1


@pytest.mark.parametrize(
    "username",
    [pytest.param(name) if name.endswith("\n") else name for name in NO_SLUGS],
)
def test_the_model_refuses_what_the_database_would_refuse(username: str) -> None:
    person = User(username=username, email="ada@example.org", password="!")

    with pytest.raises(ValidationError) as refused:
        person.clean_fields()

    assert list(refused.value.error_dict) == ["username"]


async def test_nobody_stands_to_themselves(as_student: Client) -> None:
    with pytest.raises(IntegrityError, match="relationship_not_with_self"):
        await world.relate(as_student, as_student, "muted")

    assert await world.count(UserRelationship) == 0


async def test_there_is_one_relationship_for_each_ordered_pair(as_student: Client, as_teacher: Client) -> None:
    await world.relate(as_student, as_teacher, "active")
    await world.relate(as_teacher, as_student, "active")

    with pytest.raises(IntegrityError, match="relationship_pair_unique"):
        await UserRelationship.objects.acreate(follower=as_student.user, following=as_teacher.user, status="muted")

    assert await world.count(UserRelationship, status="active") == 2
