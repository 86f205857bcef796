"""Who follows a person, and whom a person follows."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.users.people import card, describe


async def test_followers_are_listed_newest_first(as_student: Client, as_teacher: Client) -> None:
    names = ["bob", "zoe", "amy"]
    people = [await world.person(name) for name in names]
    for person in people:
        await world.follow(person, as_teacher)
    await world.follow(as_student, people[0])

    teacher = (await as_student.run("User", username="teacher"))["user"]

    assert teacher["followers"] == {
        "totalCount": 3,
        "edges": [{"node": {**card(person), "viewerFollows": person is people[0]}} for person in reversed(people)],
    }
    assert teacher["following"] == {"totalCount": 0, "edges": []}


async def test_those_who_are_followed_are_listed_newest_first(as_student: Client, as_anonymous: Client) -> None:
    people = [await world.person(name) for name in ("bob", "zoe", "amy")]
    await world.follow(as_student, *people)
    await world.follow(people[1], people[0])

    student = (await as_anonymous.run("User", username="student"))["user"]

    assert student["following"] == {
        "totalCount": 3,
        "edges": [{"node": {**card(person), "viewerFollows": False}} for person in reversed(people)],
    }
    assert student["followers"] == {"totalCount": 0, "edges": []}


async def test_the_lists_of_two_people_do_not_mix(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    await world.follow(as_student, as_teacher)
    await world.follow(as_teacher, as_stranger)
    await world.follow(as_stranger, as_teacher)

    stranger = (await as_student.run("User", username="stranger"))["user"]
    teacher = (await as_student.run("User", username="teacher"))["user"]

    assert [node["username"] for node in world.nodes(stranger["followers"])] == ["teacher"]
    assert [node["username"] for node in world.nodes(teacher["followers"])] == ["stranger", "student"]


async def test_a_muted_follow_is_a_follow(as_student: Client, as_teacher: Client) -> None:
    await world.relate(as_student, as_teacher, "muted")

    teacher = (await as_student.run("User", username="teacher"))["user"]

    assert teacher["viewerFollows"] is True
    assert [node["username"] for node in world.nodes(teacher["followers"])] == ["student"]
    assert teacher["followers"]["totalCount"] == 1


async def test_closed_accounts_are_on_no_list(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client
) -> None:
    await world.follow(as_stranger, as_teacher)
    await world.follow(as_student, as_teacher)
    await describe(as_stranger, is_active=False)

    for_student = (await as_student.run("User", username="teacher"))["user"]["followers"]
    for_staff = (await as_staff.run("User", username="teacher"))["user"]["followers"]

    assert [node["username"] for node in world.nodes(for_student)] == ["student"]
    assert for_student["totalCount"] == 1
    assert [node["username"] for node in world.nodes(for_staff)] == ["student", "stranger"]
    assert for_staff["totalCount"] == 2


@pytest.mark.parametrize("direction", ["followers", "following"])
async def test_the_lists_run_the_same_statements_for_any_number(
    as_student: Client, as_teacher: Client, direction: str
) -> None:
    people = [await world.person(f"person-{number}") for number in range(9)]
    taken = {}
    for number in (2, 9):
        for person in people[:number]:
            ends = (person, as_teacher) if direction == "followers" else (as_teacher, person)
            await world.follow(*ends)

        teacher = (await as_student.run("User", username="teacher"))["user"]

        assert len(world.nodes(teacher[direction])) == teacher[direction]["totalCount"] == number
        taken[number] = len(as_student.statements)

    assert taken[2] == taken[9], as_student.sql


async def test_the_lists_of_many_people_run_the_same_statements_as_those_of_two(as_student: Client) -> None:
    people = [await world.person(f"person-{number}") for number in range(9)]
    document = """query ($username: String!) { user(username: $username) { following { edges { node {
        bio viewerFollows
        followers { totalCount edges { node { username } } }
        following { totalCount edges { node { username } } }
    } } } } }"""
    taken = {}
    for number in (2, 9):
        await world.follow(as_student, *people[:number])

        answer = await as_student.ask(document, variables={"username": "student"})

        assert len(answer["data"]["user"]["following"]["edges"]) == number
        taken[number] = len(as_student.statements)

    assert taken[2] == taken[9], as_student.sql
