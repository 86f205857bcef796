"""The address of a new project: made from the title, or given, and its owner's only one of that name."""

from typing import Any

import pytest

from domains.projects import models, services
from domains.projects.errors import ExternalUrlTaken, SlugTaken
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.support.traces import activities, refused


async def slug_of(client: Client, **given: Any) -> str:
    made = (await client.run("CreateProject", input=given))["createProject"]
    assert made["errors"] == []
    slug: str = made["project"]["slug"]
    return slug


async def test_the_same_title_gets_a_slug_of_its_own_each_time(as_student: Client) -> None:
    slugs = [await slug_of(as_student, title="Robot arm") for _ in range(3)]

    assert slugs == ["robot-arm", "robot-arm-2", "robot-arm-3"]


@pytest.mark.parametrize("title", ["机器人手臂", "Робот", "!!!"])
async def test_a_title_without_latin_letters_gets_a_slug_all_the_same(as_student: Client, title: str) -> None:
    slugs = [await slug_of(as_student, title=title) for _ in range(2)]

    assert slugs == ["project", "project-2"]


@pytest.mark.parametrize("slug", [None, "", "  "])
async def test_an_empty_slug_counts_as_not_given(as_student: Client, slug: str | None) -> None:
    assert await slug_of(as_student, title="Robot arm", slug=slug) == "robot-arm"


async def test_a_very_long_title_gets_a_slug_that_fits(as_student: Client) -> None:
    slugs = [await slug_of(as_student, title="x" * 200) for _ in range(11)]

    assert slugs[:2] == ["x" * 80, "x" * 78 + "-2"]
    assert slugs[10] == "x" * 77 + "-11"


async def test_a_title_gets_out_of_the_way_of_a_given_slug(as_student: Client) -> None:
    await slug_of(as_student, title="Something else", slug="robot-arm")

    assert await slug_of(as_student, title="Robot arm") == "robot-arm-2"


async def test_a_given_slug_that_is_taken_is_refused(as_student: Client) -> None:
    await world.project(as_student, "Robot arm")

    reasons = await refused(as_student, "CreateProject", title="Another", slug="robot-arm")

    assert reasons == [("SLUG_TAKEN", "input.slug")]


async def test_the_slug_of_a_project_that_was_put_away_stays_taken(as_student: Client) -> None:
    await world.project(as_student, "Robot arm", is_archived=True)

    reasons = await refused(as_student, "CreateProject", title="Another", slug="robot-arm")

    assert reasons == [("SLUG_TAKEN", "input.slug")]


@pytest.mark.parametrize("slug", ["robot arm", "robot/arm", "róbot", "../arm"])
async def test_a_given_slug_that_does_not_fit_an_address_is_refused(as_student: Client, slug: str) -> None:
    reasons = await refused(as_student, "CreateProject", title="Robot arm", slug=slug)

    assert reasons == [("INVALID", "input.slug")]


async def test_a_given_slug_that_is_too_long_is_refused(as_student: Client) -> None:
    reasons = await refused(as_student, "CreateProject", title="Robot arm", slug="x" * 81)

    assert reasons == [("TOO_LONG", "input.slug")]


async def test_a_work_is_shown_once_by_its_address(as_student: Client) -> None:
    await world.project(as_student, external_url="https://example.org/arm")

    reasons = await refused(as_student, "CreateProject", title="Robot arm", externalUrl="https://example.org/arm")

    assert reasons == [("EXTERNAL_URL_TAKEN", "input.externalUrl")]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"slug": "robot-arm"}, SlugTaken),
        ({"external_url": "https://example.org/arm"}, ExternalUrlTaken),
    ],
)
async def test_of_two_at_the_same_moment_one_wins_and_the_other_is_refused(
    as_student: Client, values: dict[str, str], refusal: type[Exception]
) -> None:
    def make() -> models.Project:
        return services.create_project(viewer=as_student.viewer, values={"title": "Robot arm", **values})

    outcomes = await race(make, make)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == sorted(["Project", refusal.__name__])
    assert await world.count(models.Project) == 1
    assert await activities() == [("student", "project_created")]


async def test_two_with_the_same_title_at_the_same_moment_both_get_a_slug(as_student: Client) -> None:
    def make() -> models.Project:
        return services.create_project(viewer=as_student.viewer, values={"title": "Robot arm"})

    outcomes = await race(make, make)

    assert sorted(project.slug for project in outcomes) == ["robot-arm", "robot-arm-2"]
    assert await activities() == [("student", "project_created")] * 2
