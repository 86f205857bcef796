"""A connection does only the work that is selected, and each place of an answer has its own."""

import pytest

from tests.support import world
from tests.support.client import Client


@pytest.fixture
async def _projects(as_student: Client) -> None:
    for title in ("One", "Two", "Three"):
        await world.project(as_student, title)


@pytest.mark.usefixtures("_projects")
async def test_the_total_is_counted_only_when_it_is_selected(as_anonymous: Client) -> None:
    page = "pageInfo { hasNextPage } edges { cursor node { title } }"

    await as_anonymous.ask(f"{{ explore(first: 2) {{ {page} }} }}")
    without = as_anonymous.statements
    await as_anonymous.ask(f"{{ explore(first: 2) {{ totalCount {page} }} }}")
    with_total = as_anonymous.statements

    assert [sql.upper().count("COUNT(") for sql in without] == [0], as_anonymous.sql
    assert [sql.upper().count("COUNT(") for sql in with_total] == [1], as_anonymous.sql


@pytest.mark.usefixtures("_projects")
async def test_the_rows_are_read_only_when_they_are_selected(as_anonymous: Client) -> None:
    answer = await as_anonymous.ask("{ explore(first: 2) { totalCount } }")

    assert answer == {"data": {"explore": {"totalCount": 3}}}
    assert len(as_anonymous.statements) == 1, as_anonymous.sql
    assert as_anonymous.statements[0].startswith("SELECT (SELECT count(*) FROM"), as_anonymous.sql


async def test_the_totals_of_lists_inside_are_counted_only_when_they_are_selected(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.follow(as_teacher, as_student, as_stranger)
    inside = '{ user(username: "teacher") { following { edges { node { followers { %s } } } } } }'

    await as_student.ask(inside % "edges { node { username } }")
    without = as_student.statements
    await as_student.ask(inside % "totalCount edges { node { username } }")

    assert [sql.upper().count("COUNT(") for sql in without] == [0]
    assert [sql.upper().count("COUNT(") for sql in as_student.statements] == [1], as_student.sql


async def test_two_aliases_of_one_list_are_two_lists(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.follow(as_student, as_teacher)
    await world.follow(as_stranger, as_teacher)

    answer = await as_student.ask(
        """{ user(username: "teacher") {
            newest: followers(first: 1) { totalCount edges { node { username } } }
            oldest: followers(last: 1) { edges { node { username } } }
            both: followers { edges { node { username } } }
        } }"""
    )

    newest, oldest = {"node": {"username": "stranger"}}, {"node": {"username": "student"}}
    assert answer == {
        "data": {
            "user": {
                "newest": {"totalCount": 2, "edges": [newest]},
                "oldest": {"edges": [oldest]},
                "both": {"edges": [newest, oldest]},
            }
        }
    }


async def test_two_types_at_one_place_of_an_answer_keep_their_own_arguments(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    for person in (as_student, as_stranger, await world.person("latest")):
        await world.follow(person, as_teacher)
    project = await world.project(as_teacher)
    comment = await world.comment(as_teacher, project)

    answer = await as_student.ask(
        """query ($ids: [ID!]!) { nodes(ids: $ids) {
            ... on Project { person: owner { followers(first: 1) { edges { node { username } } } } }
            ... on Comment { person: author { followers(last: 1) { edges { node { username } } } } }
        } }""",
        variables={"ids": [world.id_of(project), world.id_of(comment)]},
    )

    assert answer == {
        "data": {
            "nodes": [
                {"person": {"followers": {"edges": [{"node": {"username": "latest"}}]}}},
                {"person": {"followers": {"edges": [{"node": {"username": "student"}}]}}},
            ]
        }
    }
