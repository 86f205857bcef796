"""Calling a conversation something else."""

from typing import Any

import pytest

from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused, traces


async def rename(person: Client, id: str, title: str) -> dict[str, Any]:
    """Give a conversation a title, and return the payload."""
    answer = await person.run("RenameConversation", input={"conversationId": id, "title": title})
    payload: dict[str, Any] = answer["renameConversation"]
    return payload


async def test_a_new_title_is_stored_on_one_line_and_told(as_student: Client) -> None:
    where = await talk.talked(as_student)
    before = await talk.told(where)

    payload = await rename(as_student, world.id_of(where), "  About\nlove  ")

    assert payload["errors"] == []
    assert payload["conversation"]["title"] == "About love"
    assert await talk.told(where) == [*before, ("conversation_changed", str(where.pk))]


async def test_the_same_title_changes_nothing(as_student: Client) -> None:
    where = await talk.talked(as_student, content="Love")
    before = await traces()

    payload = await rename(as_student, world.id_of(where), "Love")

    assert payload["conversation"]["title"] == "Love"
    assert await traces() == before


async def test_a_title_of_a_hundred_characters_fits(as_student: Client) -> None:
    where = await talk.conversation(as_student)

    assert (await rename(as_student, world.id_of(where), "ß" * 100))["conversation"]["title"] == "ß" * 100


@pytest.mark.parametrize(("title", "code"), [("", "REQUIRED"), (" \n ", "REQUIRED"), ("x" * 101, "TOO_LONG")])
async def test_a_title_that_says_nothing_or_too_much(as_student: Client, title: str, code: str) -> None:
    where = await talk.conversation(as_student)

    reasons = await refused(as_student, "RenameConversation", conversationId=world.id_of(where), title=title)

    assert reasons == [(code, "input.title")]
