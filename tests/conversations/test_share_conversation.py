"""Letting others read along: everybody, or who has the link; for a while, or for good."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domains.conversations import models
from domains.kit import clock
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused, traces


async def share(person: Client, where: models.Conversation, **given: Any) -> dict[str, Any]:
    """Share a conversation, and return the payload."""
    answer = await person.run("ShareConversation", input={"conversationId": world.id_of(where), **given})
    payload: dict[str, Any] = answer["shareConversation"]
    return payload


async def reads(person: Client, token: str) -> list[str] | None:
    """Return what somebody reads by a link."""
    found = (await person.run("SharedChat", token=token))["sharedChat"]
    return found and [each["content"] for each in world.nodes(found["conversation"]["messages"])]


async def test_a_link_is_made_that_its_owner_reads_back(as_student: Client) -> None:
    where = await talk.talked(as_student)

    payload = await share(as_student, where)

    stored = await models.SharedChat.objects.aget()
    assert payload == {
        "sharedChat": {
            "id": world.id_of(stored),
            "isPublic": False,
            "expiresAt": None,
            "createdAt": stored.created_at.isoformat(),
            "accessToken": str(stored.access_token),
            "webPath": f"/chats/{stored.access_token}",
            "conversation": {"id": world.id_of(where)},
        },
        "errors": [],
    }
    # Nothing in it but chance.
    assert UUID(payload["sharedChat"]["accessToken"]).version == 4


async def test_who_has_the_link_reads_along(as_student: Client, others: list[Client]) -> None:
    where = await talk.talked(as_student)
    token = (await share(as_student, where))["sharedChat"]["accessToken"]

    for reader in others:
        shown = (await reader.run("SharedChat", token=token))["sharedChat"]
        assert (shown["accessToken"], shown["webPath"], shown["isPublic"]) == (None, None, False)
        assert shown["conversation"]["user"]["username"] == "student"
        assert shown["conversation"]["tool"]["slug"] == "oracle"
        assert [each["content"] for each in world.nodes(shown["conversation"]["messages"])] == ["Hello?", "Hello."]


async def test_what_is_said_later_is_read_too_while_it_grows(as_student: Client, as_anonymous: Client) -> None:
    where = await talk.talked(as_student)
    token = (await share(as_student, where))["sharedChat"]["accessToken"]
    both = await talk.sent(as_student, where, "And?")

    shown = (await as_anonymous.run("SharedChat", token=token))["sharedChat"]["conversation"]

    assert shown["messages"]["totalCount"] == 4
    assert shown["openReply"] == {
        "id": world.id_of(both.reply),
        "status": "WAITING",
        "conversation": {"id": world.id_of(where)},
    }


async def test_what_is_shared_with_everybody_is_found_by_everybody(as_student: Client, others: list[Client]) -> None:
    where = await talk.talked(as_student)
    await share(as_student, where, isPublic=True)

    for reader in others:
        (found,) = world.nodes((await reader.run("SharedChats"))["sharedChats"])
        assert (found["isPublic"], found["accessToken"], found["webPath"]) == (True, None, None)
        shown = (await reader.run("Conversation", id=found["conversation"]["id"]))["conversation"]
        assert shown["sharedChat"]["id"] == found["id"]
        assert [each["content"] for each in world.nodes(shown["messages"])] == ["Hello?", "Hello."]


async def test_shared_chats_come_newest_first_and_by_tool(as_student: Client, as_anonymous: Client) -> None:
    await world.tool("unused")
    for slug in ("oracle", "pythia", "oracle"):
        await talk.shared(as_student, await talk.talked(as_student, slug, f"Hello, {slug}?"), is_public=True)

    async def found(**given: Any) -> list[str]:
        chats = (await as_anonymous.run("SharedChats", **given))["sharedChats"]
        assert chats["totalCount"] == len(chats["edges"])
        return [each["conversation"]["title"] for each in world.nodes(chats)]

    assert await found() == ["Hello, oracle?", "Hello, pythia?", "Hello, oracle?"]
    assert await found(tool="pythia") == ["Hello, pythia?"]
    assert await found(tool="unused") == await found(tool="no-such-tool") == []


async def test_a_changed_share_keeps_its_link(as_student: Client, as_anonymous: Client) -> None:
    where = await talk.talked(as_student)
    first = (await share(as_student, where))["sharedChat"]

    second = (await share(as_student, where, isPublic=True, expiresAt="2199-01-01T00:00:00Z"))["sharedChat"]

    assert (second["id"], second["accessToken"]) == (first["id"], first["accessToken"])
    assert (second["isPublic"], second["expiresAt"]) == (True, "2199-01-01T00:00:00+00:00")
    assert await world.count(models.SharedChat) == 1
    assert await reads(as_anonymous, second["accessToken"]) == ["Hello?", "Hello."]


async def test_sharing_alike_again_changes_nothing(as_student: Client) -> None:
    where = await talk.talked(as_student)
    first = await share(as_student, where, expiresAt="2199-01-01T00:00:00Z")
    before = await traces()

    assert await share(as_student, where, expiresAt="2199-01-01T00:00:00Z") == first
    assert await traces() == before


async def test_a_share_that_has_run_out_can_go_on(as_student: Client, as_anonymous: Client) -> None:
    where = await talk.talked(as_student)
    shared = await talk.shared(as_student, where, lasts=timedelta(minutes=2))
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert await reads(as_anonymous, str(shared.access_token)) is None
        own = (await as_student.run("Conversation", id=world.id_of(where)))["conversation"]["sharedChat"]
        assert own["accessToken"] == str(shared.access_token)

        await share(as_student, where)

        assert await reads(as_anonymous, str(shared.access_token)) == ["Hello?", "Hello."]


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ({"isPublic": True}, {"isPublic": False}, True),
        ({"isPublic": False}, {"isPublic": True}, False),
        ({}, {"expiresAt": "2199-01-01T00:00:00Z"}, True),
        ({"expiresAt": "2199-01-01T00:00:00Z"}, {"expiresAt": "2198-01-01T00:00:00Z"}, True),
        ({"expiresAt": "2198-01-01T00:00:00Z"}, {"expiresAt": "2199-01-01T00:00:00Z"}, False),
        ({"expiresAt": "2198-01-01T00:00:00Z"}, {}, False),
    ],
)
async def test_those_who_listen_are_asked_anew_when_fewer_may(
    as_student: Client, first: dict[str, Any], second: dict[str, Any], is_told: bool
) -> None:
    where = await talk.talked(as_student)
    await share(as_student, where, **first)
    before = await talk.told(where)

    await share(as_student, where, **second)

    assert (await talk.told(where))[len(before) :] == [("share_ended", str(where.pk))] * is_told


@pytest.mark.parametrize("seconds", [-3_600, 0, 59])
async def test_a_share_ends_in_the_future(as_student: Client, seconds: int) -> None:
    where = await talk.talked(as_student)
    end = (clock.now() + timedelta(seconds=seconds)).isoformat()

    reasons = await refused(as_student, "ShareConversation", conversationId=world.id_of(where), expiresAt=end)

    assert reasons == [("SHARE_EXPIRED", "input.expiresAt")]


async def test_a_moment_without_a_time_zone_is_one_of_utc(as_student: Client) -> None:
    payload = await share(as_student, await talk.talked(as_student), expiresAt="2199-01-01T00:00:00")

    assert payload["sharedChat"]["expiresAt"] == "2199-01-01T00:00:00+00:00"
    assert (await models.SharedChat.objects.aget()).expires_at == datetime(2199, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("end", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
async def test_a_moment_beyond_the_calendar(as_student: Client, end: str) -> None:
    where = await talk.talked(as_student)

    reasons = await refused(as_student, "ShareConversation", conversationId=world.id_of(where), expiresAt=end)

    assert reasons == [("INVALID", "input.expiresAt")]
