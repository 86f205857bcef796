"""Finding people by parts of their names."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.users.people import describe


async def found(client: Client, search: str | None) -> list[str]:
    """Return the names that a search finds."""
    answer = (await client.run("Users", search=search))["users"]
    names = [person["username"] for person in world.nodes(answer)]
    assert answer["totalCount"] == len(names)
    return names


@pytest.mark.parametrize(
    ("search", "names"),
    [
        (None, ["student", "teacher"]),
        ("", ["student", "teacher"]),
        ("TEA", ["teacher"]),
        ("love", ["student"]),
        ("ada Love", ["student"]),
        ("ada teacher", []),
        ("%", []),
        ("student@example.org", []),
    ],
)
async def test_people_are_found_by_parts_of_their_names(
    as_student: Client, as_teacher: Client, as_anonymous: Client, search: str | None, names: list[str]
) -> None:
    await describe(as_student, full_name="Ada Lovelace")

    assert await found(as_anonymous, search) == names


async def test_a_private_profile_is_found_by_its_user_name_only(as_student: Client, as_stranger: Client) -> None:
    await world.person("quiet", full_name="Grace Hopper", profile_visibility="private")

    assert await found(as_stranger, "Grace") == []
    assert await found(as_stranger, "quiet") == ["quiet"]


async def test_blocked_closed_and_pending_people_are_not_found(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client
) -> None:
    await world.relate(as_teacher, as_student, "blocked")
    await describe(as_stranger, is_active=False)
    await world.person("pending", is_active=False, is_pending=True)

    assert await found(as_student, None) == ["staff", "student"]
    assert await found(as_teacher, "student") == []
    assert await found(as_staff, "pending") == []


async def test_a_search_costs_the_same_however_much_it_finds(as_anonymous: Client) -> None:
    async def grow(number: int) -> None:
        await world.person(f"person{number}")

    async def ask() -> int:
        return len(await found(as_anonymous, "person"))

    await costs_the_same(as_anonymous, grow, ask)
