"""Searching the catalogue: all words, anywhere in name, maker or short description, taken literally."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client

LITERAL = ["100% sure", "snake_case", 'it\'s "quoted"', "back\\slash", "50€ [net] (now)", "$1; DROP TABLE x; --"]


async def found_by(client: Client, search: str | None, **more: Any) -> list[str]:
    tools = (await client.run("Tools", search=search, **more))["tools"]
    found = [node["slug"] for node in world.nodes(tools)]
    assert tools["totalCount"] == len(found)
    return found


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("brush", ["brush"]),
        ("BRUSH", ["brush"]),
        ("acme", ["brush", "compiler"]),
        ("acme pictures", ["brush"]),
        ("pictures acme", ["brush"]),
        ("  pic   bru \n", ["brush"]),
        ("acme anvil", []),
        ("secret", []),
        ("", ["anvil", "brush", "compiler"]),
        ("   ", ["anvil", "brush", "compiler"]),
        (None, ["anvil", "brush", "compiler"]),
    ],
)
async def test_all_words_are_found_in_any_letter_case(
    as_anonymous: Client, search: str | None, expected: list[str]
) -> None:
    await world.tool("brush", provider="Acme", short_description="Makes pictures.", long_description="secret")
    await world.tool("compiler", provider="Acme", short_description="Makes programs.")
    await world.tool("anvil", provider="Smith", short_description="Makes noise.")

    assert await found_by(as_anonymous, search) == expected


@pytest.mark.parametrize("text", LITERAL)
async def test_what_means_something_to_a_database_is_taken_literally(as_anonymous: Client, text: str) -> None:
    await world.tool("plain", short_description="1000 sure snakeXcase quoted backslash 50 net now")
    await world.tool("special", short_description=text)

    assert await found_by(as_anonymous, text) == ["special"]


@pytest.mark.parametrize("search", ["%", "_", "\\", "'", '"'])
async def test_a_lone_wildcard_matches_itself_only(as_anonymous: Client, search: str) -> None:
    await world.tool("plain", short_description="Nothing special.")

    assert await found_by(as_anonymous, search) == []


async def test_letters_beyond_ascii_are_found(as_anonymous: Client) -> None:
    await world.tool("cafe", name="Café Écriture")

    assert await found_by(as_anonymous, "écriture CAFÉ") == ["cafe"]


async def test_search_and_conditions_hold_together_in_every_order(as_anonymous: Client) -> None:
    await world.tool("brush", category="design", provider="Acme")
    await world.tool("compiler", category="code", provider="Acme")

    found = [
        await found_by(as_anonymous, "acme", filter={"category": "code"}, order=order)
        for order in ("NAME", "POPULAR", "NEWEST")
    ]

    assert found == [["compiler"]] * 3


@pytest.mark.parametrize("search", ["a\x00b", "a\ud800b"], ids=["nul", "half a surrogate"])
async def test_what_is_no_text_is_refused(as_anonymous: Client, search: str) -> None:
    answer = await as_anonymous.answer("Tools", search=search)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_OPERATION"]
