"""Putting a project away and taking it out again; letting one stand first on the profile."""

import pytest

from domains.kit import ids
from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.race import race
from tests.support.traces import refused, titles, traces

VERBS = ["ArchiveProject", "RestoreProject", "HighlightProject", "UnhighlightProject"]


def answer(verb: str, project: models.Project, *, archived: bool = False, highlighted: bool = False) -> object:
    shown = {"id": world.id_of(project), "isArchived": archived, "isHighlighted": highlighted}
    return {verb: {"project": shown, "errors": []}}


async def test_what_is_put_away_is_out_of_sight_until_it_is_taken_out(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student, "Robot arm", is_highlighted=True)
    given = {"projectId": world.id_of(project)}

    archived = await as_student.run("ArchiveProject", input=given)
    hidden = await as_stranger.run("Project", owner="student", slug="robot-arm")
    restored = await as_student.run("RestoreProject", input=given)
    shown = await as_stranger.run("Project", owner="student", slug="robot-arm")

    assert archived == answer("archiveProject", project, archived=True)
    assert hidden == {"project": None}
    assert restored == answer("restoreProject", project)
    assert shown["project"]["title"] == "Robot arm"


async def test_one_project_stands_first(as_student: Client, as_teacher: Client) -> None:
    first, second = await world.project(as_student, "First"), await world.project(as_student, "Second")
    other = await world.project(as_teacher, "Other", is_highlighted=True)
    document = '{ user(username: "student") { highlightedProject { title } } }'

    await as_student.run("HighlightProject", input={"projectId": world.id_of(first)})
    highlighted = await as_student.run("HighlightProject", input={"projectId": world.id_of(second)})
    shown = await as_teacher.ask(document)

    assert highlighted == answer("highlightProject", second, highlighted=True)
    assert shown == {"data": {"user": {"highlightedProject": {"title": "Second"}}}}
    assert await world.count(models.Project, pk=other.pk, is_highlighted=True) == 1

    taken_off = await as_student.run("UnhighlightProject", input={"projectId": world.id_of(second)})

    assert taken_off == answer("unhighlightProject", second)
    assert await world.count(models.Project, user=as_student.user, is_highlighted=True) == 0


@pytest.mark.parametrize("verb", VERBS)
async def test_twice_is_once(as_student: Client, verb: str) -> None:
    given = {"projectId": world.id_of(await world.project(as_student))}
    once = await as_student.run(verb, input=given)
    before = await traces()

    assert await as_student.run(verb, input=given) == once
    assert await traces() == before


@pytest.mark.parametrize("verb", VERBS)
async def test_nobody_else_decides_where_it_stands(
    as_student: Client, others: list[Client], as_anonymous: Client, verb: str
) -> None:
    id = world.id_of(await world.project(as_student))

    answers = [await refused(caller, verb, projectId=id) for caller in others]

    assert answers == [
        [("UNAUTHENTICATED", "")] if caller is as_anonymous else [("NOT_FOUND", "input.projectId")] for caller in others
    ]


@pytest.mark.parametrize("verb", [*VERBS, "RecordProjectView"])
@pytest.mark.parametrize(
    ("id", "code"),
    [(ids.encode("Project", world.NOBODY), "NOT_FOUND"), (ids.encode("User", world.NOBODY), "INVALID_ID")],
)
async def test_what_is_no_project_is_refused(as_student: Client, verb: str, id: str, code: str) -> None:
    assert await refused(as_student, verb, projectId=id) == [(code, "input.projectId")]


async def test_what_was_put_away_does_not_stand_first(as_student: Client) -> None:
    project = await world.project(as_student, is_archived=True)

    reasons = await refused(as_student, "HighlightProject", projectId=world.id_of(project))

    assert reasons == [("PROJECT_IS_ARCHIVED", "input.projectId")]


async def test_two_highlights_at_once_leave_one(as_student: Client) -> None:
    made = [await world.project(as_student, f"Project {number}") for number in range(4)]

    outcomes = await race(
        *(
            lambda key=project.pk: services.highlight_project(viewer=as_student.viewer, project_id=key)
            for project in made
        )
    )

    assert [type(outcome) for outcome in outcomes] == [models.Project] * 4
    assert await world.count(models.Project, is_highlighted=True) == 1


async def test_what_was_put_away_is_listed_for_its_owner_alone(
    as_student: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    await world.project(as_student, "Shown")
    await world.project(as_student, "Put away", is_archived=True)
    document = '{ user(username: "student") { archivedProjects { totalCount edges { node { title webPath } } } } }'

    found = [
        (await caller.ask(document))["data"]["user"]["archivedProjects"]
        for caller in (as_student, as_stranger, as_staff, as_anonymous)
    ]

    assert [titles(each) for each in found] == [["Put away"], [], [], []]
    assert [each["totalCount"] for each in found] == [1, 0, 0, 0]


async def test_what_was_put_away_costs_the_same(as_student: Client) -> None:
    document = '{ user(username: "student") { archivedProjects { totalCount edges { node { title webPath } } } } }'

    async def grow(number: int) -> None:
        await world.project(as_student, f"Project {number}", is_archived=True)

    async def ask() -> int:
        return int((await as_student.ask(document))["data"]["user"]["archivedProjects"]["totalCount"])

    await costs_the_same(as_student, grow, ask)


LIKED = '{ user(username: "student") { likedProjects { totalCount edges { node { title owner { username } } } } } }'


async def test_what_somebody_likes_comes_with_the_last_like_first(as_student: Client, as_stranger: Client) -> None:
    older, newer, secret = [
        await world.project(as_stranger, title, age=age) for title, age in (("Older", 2), ("Newer", 1), ("Secret", 0))
    ]
    for project in (secret, newer, older):
        await world.like(as_student, project)
    await as_stranger.run("UpdateProject", input={"projectId": world.id_of(secret), "isPrivate": True})

    found = (await as_student.ask(LIKED))["data"]["user"]["likedProjects"]

    assert titles(found) == ["Older", "Newer"]
    assert found["totalCount"] == 2


@pytest.mark.parametrize("settings", [{"profile_visibility": "private"}, {"show_activity": False}])
async def test_what_somebody_likes_is_shown_as_far_as_they_let_others_see(
    as_teacher: Client, as_stranger: Client, as_anonymous: Client, settings: dict[str, object]
) -> None:
    shy = await world.person("student", **settings)
    await world.like(shy, await world.project(as_teacher))

    counts = [
        (await caller.ask(LIKED))["data"]["user"]["likedProjects"]["totalCount"]
        for caller in (shy, as_stranger, as_anonymous)
    ]

    assert counts == [1, 0, 0]


async def test_what_somebody_likes_costs_the_same(as_student: Client, as_anonymous: Client) -> None:
    async def grow(number: int) -> None:
        await world.like(as_student, await world.project(await world.person(f"maker-{number}"), f"Project {number}"))

    async def ask() -> int:
        return int((await as_anonymous.ask(LIKED))["data"]["user"]["likedProjects"]["totalCount"])

    await costs_the_same(as_anonymous, grow, ask)
