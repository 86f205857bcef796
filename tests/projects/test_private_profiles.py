"""A private profile hides a person's lists, not their public projects."""

from tests.support import world
from tests.support.client import Client


async def test_public_projects_of_a_private_profile_name_their_owner_only(as_stranger: Client) -> None:
    hermit = await world.person("hermit", full_name="Harriet", profile_visibility="private")
    await world.project(hermit, "Robot arm")

    explored = (await as_stranger.run("Explore"))["explore"]

    (project,) = world.nodes(explored)
    assert project["owner"] == {
        "id": world.id_of(hermit.user),
        "username": "hermit",
        "avatarUrl": "",
        "webPath": "/hermit",
    }


async def test_a_private_profile_shows_no_lists_of_projects(as_stranger: Client, as_anonymous: Client) -> None:
    hermit = await world.person("hermit", profile_visibility="private")
    await world.project(hermit, is_highlighted=True)

    answers = [(await caller.run("User", username="hermit"))["user"] for caller in (as_stranger, as_anonymous)]

    assert [(user["showcase"], user["highlightedProject"]) for user in answers] == [
        ({"totalCount": 0, "edges": []}, None)
    ] * 2


async def test_the_owner_of_a_private_profile_sees_their_own_lists() -> None:
    hermit = await world.person("hermit", profile_visibility="private")
    await world.project(hermit, "Robot arm", is_highlighted=True)

    user = (await hermit.run("User", username="hermit"))["user"]

    assert user["showcase"]["totalCount"] == user["playground"]["totalCount"] == 1
    assert user["highlightedProject"]["title"] == "Robot arm"
