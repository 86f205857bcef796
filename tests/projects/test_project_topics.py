"""A project's topics: each once, in lower case, in the order given."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused, titles

SPACED = pytest.param(" deep  learning ")


async def test_topics_are_stored_once_each_in_lower_case_in_their_order(as_student: Client) -> None:
    topics = ["Robots", "  deep   learning ", "ROBOTS", "art", "Deep Learning"]

    made = await as_student.run("CreateProject", input={"title": "Robot arm", "topics": topics})

    assert made["createProject"]["project"]["topics"] == ["robots", "deep learning", "art"]


async def test_twenty_topics_fit_however_often_they_are_named(as_student: Client) -> None:
    topics = [f"topic {number}" for number in range(20)]

    made = await as_student.run("CreateProject", input={"title": "Robot arm", "topics": [*topics, *topics]})

    assert made["createProject"]["project"]["topics"] == topics


@pytest.mark.parametrize(
    ("topics", "code"),
    [
        ([f"topic {number}" for number in range(21)], "INVALID"),
        (["robots", ""], "REQUIRED"),
        (["robots", " \t"], "REQUIRED"),
        (["x" * 51], "TOO_LONG"),
    ],
    ids=["too many", "empty", "blank", "too long"],
)
async def test_topics_that_do_not_fit_are_refused(as_student: Client, topics: list[str], code: str) -> None:
    reasons = await refused(as_student, "CreateProject", title="Robot arm", topics=topics)

    assert reasons == [(code, "input.topics")]


async def test_a_topic_of_fifty_characters_fits(as_student: Client) -> None:
    made = await as_student.run("CreateProject", input={"title": "Robot arm", "topics": ["x" * 50]})

    assert made["createProject"]["project"]["topics"] == ["x" * 50]


@pytest.mark.parametrize("topic", ["deep learning", "Deep Learning", SPACED])
async def test_a_project_is_found_by_its_topic_however_it_is_written(
    as_student: Client, as_anonymous: Client, topic: str
) -> None:
    await world.project(as_student, "Robot arm", topics=["Deep Learning"])
    await world.project(as_student, "Teapot", topics=["learning"])

    explored = await as_anonymous.run("Explore", filter={"topic": topic})

    assert titles(explored["explore"]) == ["Robot arm"]
