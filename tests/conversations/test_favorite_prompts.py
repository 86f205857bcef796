"""Words that somebody uses again and again."""

from typing import Any

import pytest

from domains.catalog.models import Tool
from domains.conversations import models, rules
from domains.kit import ids
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused, traces


async def prompts(person: Client) -> list[str]:
    """Return somebody's favourite words, as they are listed."""
    found = (await person.run("FavoritePrompts"))["viewer"]["favoritePrompts"]
    assert found["totalCount"] == len(found["edges"])
    return [each["promptText"] for each in world.nodes(found)]


async def run(person: Client, verb: str, **given: Any) -> dict[str, Any]:
    """Run a mutation, and return the payload."""
    (payload,) = (await person.run(f"{verb}FavoritePrompt", input=given)).values()
    result: dict[str, Any] = payload
    return result


async def test_words_are_kept_with_their_tools(as_student: Client) -> None:
    pen, brush = await world.tool("pen"), await world.tool("brush")

    payload = await run(
        as_student, "Save", promptText=" Explain *it* ", toolIds=[world.id_of(each) for each in (pen, brush, pen)]
    )

    stored = await models.FavoritePrompt.objects.aget()
    prompt = payload["favoritePrompt"]
    assert payload["errors"] == []
    assert (prompt["id"], prompt["promptText"]) == (world.id_of(stored), " Explain *it* ")
    assert [tool["slug"] for tool in prompt["tools"]] == ["brush", "pen"]


async def test_they_are_listed_newest_first_for_their_owner_and_for_each_tool(as_student: Client) -> None:
    pen, brush = await world.tool("pen"), await world.tool("brush")
    await talk.kept(as_student, "One", pen)
    await talk.kept(as_student, "Two", pen, brush)
    await talk.kept(as_student, "Three")

    tool = (await as_student.run("ToolConversations", slug="pen"))["tool"]

    assert await prompts(as_student) == ["Three", "Two", "One"]
    assert [each["promptText"] for each in world.nodes(tool["viewerFavoritePrompts"])] == ["Two", "One"]


async def test_others_have_their_own(as_student: Client, as_teacher: Client, others: list[Client]) -> None:
    pen = await world.tool("pen")
    prompt = await talk.kept(as_student, "One", pen)
    listed = "favoritePrompts { totalCount edges { node { id } } }"

    assert await prompts(as_teacher) == []
    for other in others:
        document = f'{{ user(username: "student") {{ {listed} }} }}'
        assert await other.ask(document) == {"data": {"user": {"favoritePrompts": {"totalCount": 0, "edges": []}}}}
        assert await other.run("Node", id=world.id_of(prompt)) == {"node": None}
        tool = (await other.run("ToolConversations", slug="pen"))["tool"]
        assert tool["viewerFavoritePrompts"] == {"totalCount": 0, "edges": []}


async def test_what_is_named_changes_and_the_rest_stays(as_student: Client) -> None:
    pen, brush = await world.tool("pen"), await world.tool("brush")
    prompt = world.id_of(await talk.kept(as_student, "One", pen))

    text = await run(as_student, "Update", favoritePromptId=prompt, promptText="Two")
    tools = await run(as_student, "Update", favoritePromptId=prompt, toolIds=[world.id_of(brush)])
    none = await run(as_student, "Update", favoritePromptId=prompt, toolIds=[])

    shown = [payload["favoritePrompt"] for payload in (text, tools, none)]
    assert [each["promptText"] for each in shown] == ["Two"] * 3
    assert [[tool["slug"] for tool in each["tools"]] for each in shown] == [["pen"], ["brush"], []]
    assert shown[0]["createdAt"] == shown[2]["createdAt"]
    assert shown[0]["updatedAt"] < shown[2]["updatedAt"]


async def test_nothing_named_changes_nothing(as_student: Client) -> None:
    prompt = world.id_of(await talk.kept(as_student, "One"))
    before = await traces()

    assert (await run(as_student, "Update", favoritePromptId=prompt))["errors"] == []
    assert await traces() == before


async def test_words_are_kept_no_longer(as_student: Client) -> None:
    first, second = await talk.kept(as_student, "One", await world.tool("pen")), await talk.kept(as_student, "Two")

    payload = await run(as_student, "Delete", favoritePromptId=world.id_of(first))

    assert payload == {"deletedId": world.id_of(first), "errors": []}
    assert [each async for each in models.FavoritePrompt.objects.all()] == [second]
    again = await refused(as_student, "DeleteFavoritePrompt", favoritePromptId=world.id_of(first))
    assert again == [("NOT_FOUND", "input.favoritePromptId")]


@pytest.mark.parametrize(("text", "code"), [("", "REQUIRED"), (" \n ", "REQUIRED"), ("x" * 5_001, "TOO_LONG")])
async def test_words_that_say_nothing_or_too_much(as_student: Client, text: str, code: str) -> None:
    prompt = world.id_of(await talk.kept(as_student, "One"))

    saved = await refused(as_student, "SaveFavoritePrompt", promptText=text)
    updated = await refused(as_student, "UpdateFavoritePrompt", favoritePromptId=prompt, promptText=text)

    assert saved == updated == [(code, "input.promptText")]


@pytest.mark.parametrize("field", ["promptText", "toolIds"])
async def test_what_is_left_out_is_not_null(as_student: Client, field: str) -> None:
    prompt = world.id_of(await talk.kept(as_student, "One"))

    reasons = await refused(as_student, "UpdateFavoritePrompt", favoritePromptId=prompt, **{field: None})

    assert reasons == [("REQUIRED", f"input.{field}")]


async def test_tools_that_are_not_there_too_many_or_none(as_student: Client) -> None:
    gone = world.id_of(await world.tool("pen", is_active=False))
    many = [world.id_of(await world.tool(f"tool-{number}")) for number in range(21)]

    async def refuse(*tools: str) -> list[tuple[str, str]]:
        return await refused(as_student, "SaveFavoritePrompt", promptText="One", toolIds=list(tools))

    assert await refuse(many[0], gone) == [("NOT_FOUND", "input.toolIds")]
    assert await refuse(ids.encode("Tool", world.NOBODY)) == [("NOT_FOUND", "input.toolIds")]
    assert await refuse(*many) == [("INVALID", "input.toolIds")]
    assert await refuse(many[0], "pen") == [("INVALID_ID", "input.toolIds.1")]
    assert (await run(as_student, "Save", promptText="One", toolIds=many[:20]))["errors"] == []


async def test_a_tool_that_goes_out_of_use_leaves_the_list(as_student: Client) -> None:
    await talk.kept(as_student, "One", await world.tool("pen"), await world.tool("brush"))
    await change(await Tool.objects.aget(slug="pen"), is_active=False)

    (prompt,) = world.nodes((await as_student.run("FavoritePrompts"))["viewer"]["favoritePrompts"])

    assert [tool["slug"] for tool in prompt["tools"]] == ["brush"]


async def test_there_is_room_for_so_many(as_student: Client, as_teacher: Client, as_staff: Client) -> None:
    await talk.limited(as_staff, rules.MOST_PROMPTS, 1)
    await talk.kept(as_student, "One")
    await talk.kept(as_teacher, "One")

    assert await refused(as_student, "SaveFavoritePrompt", promptText="Two") == [("TOO_MANY_PROMPTS", "")]

    await talk.limited(as_staff, rules.MOST_PROMPTS, 2)
    await talk.kept(as_student, "Two")


async def test_those_of_others_are_not_there(as_student: Client, others: list[Client]) -> None:
    prompt = world.id_of(await talk.kept(as_student, "One"))

    for other in others:
        code = "NOT_FOUND" if other.user else "UNAUTHENTICATED"
        reason = [(code, "input.favoritePromptId" if other.user else "")]
        assert await refused(other, "UpdateFavoritePrompt", favoritePromptId=prompt, promptText="Two") == reason
        assert await refused(other, "DeleteFavoritePrompt", favoritePromptId=prompt) == reason


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "surrogate"])
async def test_text_that_nothing_can_hold(as_student: Client, text: str) -> None:
    answer = await as_student.answer("SaveFavoritePrompt", input={"promptText": text})

    assert (answer["data"], as_student.statements) == (None, [])
