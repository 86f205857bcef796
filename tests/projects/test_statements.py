"""Lists of projects and comments cost the same number of statements however long they are."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same


async def crowded(number: int, owner: Client | None = None) -> Client:
    """Let somebody new make a project with tools, terms, a comment by yet another, and an answer."""
    maker = owner or await world.person(f"maker-{number}")
    critic = await world.person(f"critic-{number}")
    tools = [await world.tool(f"tool-{number}-{each}", category=f"kind-{number}") for each in range(2)]
    project = await world.project(
        maker,
        f"Project {number}",
        tools=[tool.pk for tool in tools],
        categories=[(await world.term(f"term-{number}")).pk],
        content=[{"type": "text", "content": f"Page {number}"}],
        age=number,
    )
    head = await world.comment(critic, project)
    await world.comment(maker, project, answers=head)
    await world.like(critic, project)
    return maker


@pytest.mark.parametrize("order", ["NEWEST", "MOST_LIKED"])
async def test_explore_with_tools_categories_and_comments(as_stranger: Client, order: str) -> None:
    async def grow(number: int) -> None:
        await crowded(number)

    async def ask() -> int:
        projects = world.nodes((await as_stranger.run("Explore", order=order))["explore"])
        assert all(len(each["tools"]) == 2 and each["categories"] for each in projects)
        assert all(each["comments"]["totalCount"] == 1 for each in projects)
        return len(projects)

    await costs_the_same(as_stranger, grow, ask)


async def test_the_tools_and_categories_of_one_project(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student, "Robot arm")

    async def grow(number: int) -> None:
        await project.tools.aadd(await world.tool(f"tool-{number}"))
        await project.categories.aadd(await world.term(f"term-{number}"))

    async def ask() -> int:
        shown = (await as_anonymous.run("Project", owner="student", slug="robot-arm"))["project"]
        assert len(shown["tools"]) == len(shown["categories"])
        return len(shown["tools"])

    await costs_the_same(as_anonymous, grow, ask)


async def test_the_threads_of_one_project(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student, "Robot arm")

    async def grow(number: int) -> None:
        critic = await world.person(f"critic-{number}")
        head = await world.comment(critic, project)
        answer = await world.comment(await world.person(f"friend-{number}"), project, answers=head)
        await world.comment(critic, project, answers=answer)

    async def ask() -> int:
        shown = (await as_stranger.run("Project", owner="student", slug="robot-arm"))["project"]
        threads = world.nodes(shown["comments"])
        answers = [answer for thread in threads for answer in world.nodes(thread["replies"])]
        assert len(answers) == sum(answer["replies"]["totalCount"] for answer in answers)
        return len(answers)

    await costs_the_same(as_stranger, grow, ask)


async def test_the_answers_to_one_comment(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student, "Robot arm")
    head = await world.comment(as_student, project)

    async def grow(number: int) -> None:
        await world.comment(await world.person(f"critic-{number}"), project, answers=head)

    async def ask() -> int:
        shown = (await as_stranger.run("Project", owner="student", slug="robot-arm"))["project"]
        (thread,) = world.nodes(shown["comments"])
        return len(world.nodes(thread["replies"]))

    await costs_the_same(as_stranger, grow, ask)


@pytest.mark.parametrize("field", ["projects", "showcase", "playground"])
async def test_the_projects_of_one_person(as_student: Client, field: str) -> None:
    card = "title webPath isLikedByViewer owner { username } tools { name } comments { totalCount }"
    document = f'{{ user(username: "student") {{ {field} {{ totalCount edges {{ node {{ {card} }} }} }} }} }}'

    async def grow(number: int) -> None:
        await crowded(number, as_student)

    async def ask() -> int:
        answer = await as_student.ask(document)
        found = answer["data"]["user"][field]
        assert found["totalCount"] == len(found["edges"])
        return len(found["edges"])

    await costs_the_same(as_student, grow, ask)


@pytest.mark.parametrize("field", ["projects", "showcase"])
async def test_the_projects_of_many_people(as_student: Client, as_anonymous: Client, field: str) -> None:
    lists = f"highlightedProject {{ title }} {field} {{ totalCount edges {{ node {{ title webPath }} }} }}"
    document = f'{{ user(username: "student") {{ followers {{ edges {{ node {{ {lists} }} }} }} }} }}'

    async def grow(number: int) -> None:
        await world.follow(await crowded(number), as_student)

    async def ask() -> int:
        answer = await as_anonymous.ask(document)
        people = world.nodes(answer["data"]["user"]["followers"])
        assert [person[field]["totalCount"] for person in people] == [1] * len(people)
        return len(people)

    await costs_the_same(as_anonymous, grow, ask)


async def test_the_projects_of_comments(as_student: Client, as_anonymous: Client) -> None:
    ids: list[str] = []

    async def grow(number: int) -> None:
        project = await world.project(as_student, f"Project {number}")
        head = await world.comment(as_student, project)
        ids.append(world.id_of(await world.comment(as_student, project, answers=head)))

    async def ask() -> int:
        fields = "project { title webPath } parent { id } replies { totalCount } author { username }"
        document = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Comment {{ {fields} }} }} }}"
        answer = await as_anonymous.ask(document, None, {"ids": ids})
        return len({node["project"]["title"] for node in answer["data"]["nodes"]})

    await costs_the_same(as_anonymous, grow, ask)
