"""What the stories about pages share: a way through a whole list, and how a refusal reads."""

from typing import Any

from tests.support import world
from tests.support.client import Client

MOST_PAGES = 60


async def forward(client: Client, *, size: int, **variables: object) -> list[list[str]]:
    """Return the titles of every page of `explore`, from the first to the last."""
    pages: list[list[str]] = []
    after = None
    for _ in range(MOST_PAGES):
        page = (await client.run("Explore", first=size, after=after, **variables))["explore"]
        pages.append(titles(page))
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return pages
    raise AssertionError("the list does not end")


async def backward(client: Client, *, size: int, **variables: object) -> list[list[str]]:
    """Return the titles of every page of `explore`, read from the last to the first, in the list's order."""
    pages: list[list[str]] = []
    before = None
    for _ in range(MOST_PAGES):
        page = (await client.run("Explore", last=size, before=before, **variables))["explore"]
        pages.insert(0, titles(page))
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            return pages
    raise AssertionError("the list does not begin")


def titles(page: dict[str, Any]) -> list[str]:
    """Return the titles on a page."""
    return [node["title"] for node in world.nodes(page)]


def codes(answer: dict[str, Any]) -> list[str]:
    """Return the codes of an answer's errors."""
    return [error["extensions"]["code"] for error in answer.get("errors", [])]
