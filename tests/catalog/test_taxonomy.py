"""The controlled vocabulary: trees of terms."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from domains.catalog import models
from tests.support import world
from tests.support.client import Client


async def small_tree() -> dict[str, models.Taxonomy]:
    """Plant: art over painting over oil, and a topic of its own."""
    art = await world.term("art")
    painting = await world.term("painting", below=art)
    oil = await world.term("oil", below=painting)
    robots = await world.term("robots", taxonomy_type="topic")
    return {"art": art, "painting": painting, "oil": oil, "robots": robots}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["art", "oil", "painting", "robots"]),
        ({"type": "CATEGORY"}, ["art", "oil", "painting"]),
        ({"type": "TOPIC"}, ["robots"]),
        ({"type": "TAG"}, []),
        ({"parent": "art"}, ["painting"]),
        ({"parent": "oil"}, []),
        ({"parent": "unknown"}, []),
        ({"type": "TOPIC", "parent": "art"}, []),
        ({"type": "CATEGORY", "parent": "painting"}, ["oil"]),
    ],
)
async def test_terms_are_listed_by_type_and_parent(
    as_anonymous: Client, conditions: dict[str, Any], expected: list[str]
) -> None:
    await small_tree()

    terms = (await as_anonymous.run("Taxonomy", **conditions))["taxonomy"]

    assert [term["slug"] for term in world.nodes(terms)] == expected
    assert terms["totalCount"] == len(expected)


async def test_a_term_shows_what_is_above_and_directly_below(as_anonymous: Client) -> None:
    tree = await small_tree()

    terms = (await as_anonymous.run("Taxonomy", parent="art"))["taxonomy"]

    assert world.nodes(terms) == [
        {
            "id": world.id_of(tree["painting"]),
            "slug": "painting",
            "name": "Painting",
            "taxonomyType": "CATEGORY",
            "parent": {"slug": "art"},
            "children": {"totalCount": 1, "edges": [{"node": {"slug": "oil", "name": "Oil"}}]},
        }
    ]


async def test_a_deactivated_term_is_found_on_no_road(as_staff: Client, as_anonymous: Client) -> None:
    tree = await small_tree()
    await models.Taxonomy.objects.filter(slug="painting").aupdate(is_active=False)

    for caller in (as_staff, as_anonymous):
        terms = (await caller.run("Taxonomy", type="CATEGORY"))["taxonomy"]
        node = await caller.run("Node", id=world.id_of(tree["painting"]))

        art, oil = world.nodes(terms)
        assert (art["slug"], art["children"]) == ("art", {"totalCount": 0, "edges": []})
        assert (oil["slug"], oil["parent"]) == ("oil", None)
        assert node == {"node": None}


async def test_terms_are_paged(as_anonymous: Client) -> None:
    for number in range(5):
        await world.term(f"term-{number}")

    first = (await as_anonymous.run("Taxonomy", first=3))["taxonomy"]
    rest = (await as_anonymous.run("Taxonomy", first=3, after=first["pageInfo"]["endCursor"]))["taxonomy"]

    assert [[term["slug"] for term in world.nodes(page)] for page in (first, rest)] == [
        ["term-0", "term-1", "term-2"],
        ["term-3", "term-4"],
    ]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, rest)] == [True, False]


@pytest.mark.parametrize("below", ["art", "painting", "oil"])
async def test_a_term_cannot_stand_below_itself(below: str) -> None:
    tree = await small_tree()
    tree["art"].parent = tree[below]

    with pytest.raises(ValidationError) as error:
        await sync_to_async(tree["art"].full_clean)()

    assert list(error.value.message_dict) == ["parent"]


async def test_a_parent_is_of_the_same_type() -> None:
    tree = await small_tree()
    tree["robots"].parent = tree["art"]

    with pytest.raises(ValidationError) as error:
        await sync_to_async(tree["robots"].full_clean)()

    assert list(error.value.message_dict) == ["parent"]


async def test_a_term_with_children_keeps_its_type() -> None:
    tree = await small_tree()
    tree["art"].taxonomy_type = "topic"

    with pytest.raises(ValidationError):
        await sync_to_async(tree["art"].full_clean)()


async def test_a_term_may_move_within_its_tree() -> None:
    tree = await small_tree()
    tree["oil"].parent = tree["art"]

    await sync_to_async(tree["oil"].full_clean)()
    await tree["oil"].asave()

    assert await world.count(models.Taxonomy, parent=tree["art"]) == 2


async def test_the_database_refuses_a_term_that_is_its_own_parent() -> None:
    tree = await small_tree()

    with pytest.raises(IntegrityError, match="taxonomy_not_its_own_parent"):
        await models.Taxonomy.objects.filter(slug="art").aupdate(parent=tree["art"])


async def test_a_term_with_children_stays() -> None:
    tree = await small_tree()

    with pytest.raises(ProtectedError):
        await sync_to_async(tree["art"].delete)()

    assert await world.count(models.Taxonomy) == 4
