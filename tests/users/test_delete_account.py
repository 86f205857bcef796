"""Deleting an account, with everything of it."""

from typing import Any

from asgiref.sync import sync_to_async
from django.apps import apps

from domains.projects.models import Project
from domains.users import models, services
from domains.users.models import AuthEvent, SocialAccount, User
from tests.support import world
from tests.support.client import Client, HttpClient

GONE: dict[str, Any] = {"data": {"deleteAccount": {"errors": []}}}


@sync_to_async
def rows_of(person: Client) -> dict[str, int]:
    """Return how many rows name somebody, by the model and its column."""
    return {
        f"{relation.related_model._meta.label}.{relation.field.name}": count
        for relation in models.User._meta.related_objects
        if (count := relation.related_model._base_manager.filter(**{relation.field.name: person.user.pk}).count())
    }


async def a_full_life(person: Client, other: Client) -> Project:
    """Let somebody have one of everything, and return the other one's project."""
    own, theirs = await world.project(person), await world.project(other)
    said = await world.comment(person, theirs)
    await world.comment(other, theirs, answers=said)
    await world.comment(other, own)
    await world.like(person, theirs)
    await world.like(other, own)
    await world.follow(person, other)
    await world.follow(other, person)
    await person.run("CreateToken", input={"name": "robot"})
    archetype = {"metaCategory": "economic", "archetype": "builder", "domain": "Boats"}
    await person.run("SetArchetype", input={**archetype, "variables": [{"key": "metric", "value": "Knots"}]})
    await models.Upload.objects.acreate(user=person.user, file="pictures/none.webp")
    await SocialAccount.objects.acreate(user=person.user, provider="google", uid="1")
    await models.VerificationCode.objects.acreate(
        user=person.user, purpose="password_reset", expires_at=said.created_at
    )
    return theirs


async def test_a_full_account_goes_with_everything_of_it(
    as_student: Client, as_teacher: Client, browser: HttpClient
) -> None:
    await browser.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    theirs = await a_full_life(as_student, as_teacher)
    # Every table of this domain that can name a person does so: nothing is forgotten here when one is added.
    named = {label.split(".")[1] for label in await rows_of(as_student)}
    assert {model.__name__ for model in apps.get_app_config("users").get_models()} - named == {"User", "Attempts"}

    gone = await as_student.answer("DeleteAccount", input={"password": world.PASSWORD})

    assert gone == GONE
    assert await rows_of(as_student) == {}
    assert await browser.run("Viewer") == {"viewer": None}
    project = await Project.objects.aget()
    assert (project.pk, project.like_count) == (theirs.pk, 0)
    assert [user.username async for user in User.objects.all()] == ["teacher"]
    last: Any = await AuthEvent.objects.order_by("-timestamp").values("event_type", "user", "metadata").afirst()
    assert last == {"event_type": "account_deleted", "user": None, "metadata": {"username": "student"}}


async def test_the_name_and_the_address_are_free_again(as_student: Client) -> None:
    await as_student.run("DeleteAccount", input={"password": world.PASSWORD})

    again = await sync_to_async(services.open_account)(username="student", email="student@example.org")

    assert await world.count(User, pk=again.pk) == 1


async def test_without_the_password_nothing_goes(as_student: Client, as_teacher: Client) -> None:
    await a_full_life(as_student, as_teacher)
    before = await rows_of(as_student)

    answer = await as_student.run("DeleteAccount", input={"password": "wrong"})

    assert [error["code"] for error in answer["deleteAccount"]["errors"]] == ["WRONG_PASSWORD"]
    assert await rows_of(as_student) == before
