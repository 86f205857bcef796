"""The threads below a project: their order, their pages, and what a deleted comment leaves."""

from typing import Any

from tests.support import world
from tests.support.client import Client
from tests.support.traces import change


async def threads_of(client: Client, **part: Any) -> dict[str, Any]:
    shown = await client.run("Project", owner="student", slug="robot-arm", **part)
    threads: dict[str, Any] = shown["project"]["comments"]
    return threads


def texts(connection: dict[str, Any]) -> list[str]:
    return [comment["contentHtml"].strip().removeprefix("<p>")[:-4] for comment in world.nodes(connection)]


async def test_threads_come_newest_first_and_answers_oldest_first(
    as_student: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    project = await world.project(as_student, "Robot arm")
    older = await world.comment(as_stranger, project, "older")
    await world.comment(as_stranger, project, "newer")
    first = await world.comment(as_student, project, "first answer", answers=older)
    await world.comment(as_stranger, project, "second answer", answers=older)
    await world.comment(as_stranger, project, "deepest", answers=first)

    threads = await threads_of(as_anonymous)

    replies = world.nodes(threads)[1]["replies"]
    assert (threads["totalCount"], texts(threads)) == (2, ["newer", "older"])
    assert (replies["totalCount"], texts(replies)) == (2, ["first answer", "second answer"])
    assert texts(world.nodes(replies)[0]["replies"]) == ["deepest"]
    assert world.nodes(threads)[0]["replies"] == {"totalCount": 0, "edges": []}


async def test_threads_are_paged(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student, "Robot arm")
    for number in range(5):
        await world.comment(as_student, project, f"{number}")

    first = await threads_of(as_anonymous, first=2)
    second = await threads_of(as_anonymous, first=2, after=first["pageInfo"]["endCursor"])
    third = await threads_of(as_anonymous, first=2, after=second["pageInfo"]["endCursor"])

    pages = [first, second, third]
    assert [texts(page) for page in pages] == [["4", "3"], ["2", "1"], ["0"]]
    assert [page["pageInfo"]["hasNextPage"] for page in pages] == [True, True, False]
    assert [page["totalCount"] for page in pages] == [5, 5, 5]


async def test_a_comment_that_was_taken_back_keeps_its_place_without_its_text(
    as_student: Client, as_stranger: Client, everybody: list[Client]
) -> None:
    project = await world.project(as_student, "Robot arm")
    gone = await world.comment(as_stranger, project, "Regrettable.")
    await world.comment(as_student, project, "kept answer", answers=gone)
    await change(gone, is_deleted=True)

    answers = [await threads_of(caller) for caller in everybody]

    for threads in answers:
        (comment,) = world.nodes(threads)
        assert (comment["contentHtml"], comment["isDeleted"]) == ("", True)
        assert texts(comment["replies"]) == ["kept answer"]


async def test_the_text_of_a_comment_that_was_taken_back_is_nowhere_to_be_read(
    as_student: Client, as_stranger: Client, everybody: list[Client]
) -> None:
    project = await world.project(as_student)
    gone = await world.comment(as_stranger, project, "Regrettable.")
    await change(gone, is_deleted=True)
    document = "query ($id: ID!) { node(id: $id) { ... on Comment { content contentHtml isDeleted } } }"

    answers = [await caller.ask(document, None, {"id": world.id_of(gone)}) for caller in everybody]
    feeds = [await caller.answer("ActivityFeed") for caller in everybody]

    assert answers == [{"data": {"node": {"content": "", "contentHtml": "", "isDeleted": True}}}] * 4
    assert "Regrettable" not in str(feeds)


async def test_a_comment_leads_back_to_its_project_and_parent(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student, "Robot arm")
    head = await world.comment(as_student, project)
    answer = await world.comment(as_student, project, answers=head)
    document = "query ($id: ID!) { node(id: $id) { ... on Comment { project { title } parent { id } } } }"

    found = await as_anonymous.ask(document, None, {"id": world.id_of(answer)})

    assert found == {"data": {"node": {"project": {"title": "Robot arm"}, "parent": {"id": world.id_of(head)}}}}
