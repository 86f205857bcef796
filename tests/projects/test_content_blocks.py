"""A project's page: blocks go in typed, and come out as they went in."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused, traces

PAGE = [
    {"cover": {"title": "Robot arm", "bannerUrl": "https://example.org/wide.png"}},
    {"text": {"content": "How it **draws**."}},
    {"image": {"url": "https://example.org/arm.png", "caption": "The arm"}},
    {"video": {"provider": "youtube", "videoId": "dQw4w9WgXcQ"}},
    {"mermaid": {"diagram": "graph TD; A-->B"}},
]


async def blocks_of(client: Client, content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make a project of these blocks, and return them as its page shows them."""
    made = await client.run("CreateProject", input={"title": "Robot arm", "content": content})
    assert made["createProject"]["errors"] == []
    shown = await client.run("Project", owner="student", slug=made["createProject"]["project"]["slug"])
    blocks: list[dict[str, Any]] = shown["project"]["content"]["blocks"]
    return blocks


async def test_a_block_of_each_kind_comes_out_as_it_went_in(as_student: Client) -> None:
    assert await blocks_of(as_student, PAGE) == [
        {"__typename": "CoverBlock", **PAGE[0]["cover"]},
        {"__typename": "TextBlock", "contentHtml": "<p>How it <strong>draws</strong>.</p>\n"},
        {"__typename": "ImageBlock", **PAGE[2]["image"]},
        {"__typename": "VideoBlock", **PAGE[3]["video"]},
        {"__typename": "MermaidBlock", **PAGE[4]["mermaid"]},
    ]


async def test_a_cover_needs_no_picture_and_a_picture_no_caption(as_student: Client) -> None:
    content = [{"cover": {"title": "Robot arm"}}, {"image": {"url": "https://example.org/arm.png"}}]

    assert await blocks_of(as_student, content) == [
        {"__typename": "CoverBlock", "title": "Robot arm", "bannerUrl": ""},
        {"__typename": "ImageBlock", "url": "https://example.org/arm.png", "caption": ""},
    ]


async def test_blocks_keep_their_order_and_may_be_fifty(as_student: Client) -> None:
    content = [{"mermaid": {"diagram": f"graph {number}"}} for number in range(50)]

    blocks = await blocks_of(as_student, content)

    assert [block["diagram"] for block in blocks] == [f"graph {number}" for number in range(50)]


async def test_one_block_more_than_fifty_is_refused(as_student: Client) -> None:
    content = [{"mermaid": {"diagram": "graph"}}] * 51

    reasons = await refused(as_student, "CreateProject", title="Robot arm", content=content)

    assert reasons == [("INVALID", "input.content")]


@pytest.mark.parametrize(
    "block",
    [{}, {"text": {"content": "A"}, "mermaid": {"diagram": "graph"}}, {"text": None}, {"poem": {}}],
    ids=["no kind", "two kinds", "null", "unknown kind"],
)
async def test_a_block_that_is_not_exactly_one_kind_is_refused_by_graphql(
    as_student: Client, block: dict[str, Any]
) -> None:
    before = await traces()

    answer = await as_student.answer("CreateProject", input={"title": "Robot arm", "content": [block]})

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_OPERATION"]
    assert await traces() == before


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"text": {"content": " "}}, "REQUIRED"),
        ({"text": {"content": "x" * 20_001}}, "TOO_LONG"),
        ({"cover": {"title": ""}}, "REQUIRED"),
        ({"cover": {"title": "A", "bannerUrl": "javascript:alert(1)"}}, "INVALID"),
        ({"image": {"url": "ftp://example.org/arm.png"}}, "INVALID"),
        ({"image": {"url": ""}}, "REQUIRED"),
        ({"video": {"provider": "", "videoId": "1"}}, "REQUIRED"),
        ({"video": {"provider": "x" * 21, "videoId": "1"}}, "TOO_LONG"),
        ({"mermaid": {"diagram": "x" * 10_001}}, "TOO_LONG"),
    ],
)
async def test_a_block_that_does_not_fit_is_refused_with_its_place(
    as_student: Client, block: dict[str, Any], code: str
) -> None:
    (kind,) = block

    reasons = await refused(as_student, "CreateProject", title="Robot arm", content=[PAGE[1], block])

    assert [reason[0] for reason in reasons] == [code]
    assert reasons[0][1].startswith(f"input.content.1.{kind}")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](data:image/svg+xml;base64,AAAA)",
        "<a href='https://example.org' onclick='alert(1)'>a</a>",
        "<iframe src='https://example.org'></iframe>",
    ],
)
async def test_nothing_in_a_text_block_runs(as_student: Client, text: str) -> None:
    (block,) = await blocks_of(as_student, [{"text": {"content": text}}])

    assert [tag for tag in ("<script", "<img", "<iframe", "<a ") if tag in block["contentHtml"]] == []


async def test_a_project_without_blocks_has_an_empty_page(as_student: Client) -> None:
    await world.project(as_student, "Robot arm")

    shown = await as_student.run("Project", owner="student", slug="robot-arm")

    assert shown["project"]["content"] == {"blocks": []}


async def test_a_page_has_so_much_text_and_no_more(as_student: Client) -> None:
    blocks = [{"text": {"content": "x" * 15_000}} for _ in range(3)]

    reasons = await refused(as_student, "CreateProject", title="Long", content=blocks)

    assert reasons == [("TOO_LONG", "input.content")]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ({}, []),
        ([], []),
        ({"blocks": None}, []),
        ({"blocks": [1, None, {}, {"type": "poem", "content": "x"}, {"type": ["text"]}]}, []),
        ({"blocks": [{"type": "image", "url": "https://example.org/a.png", "more": 1}]}, ["ImageBlock"]),
    ],
)
async def test_blocks_of_unknown_kinds_in_the_database_are_passed_over(
    as_student: Client, stored: Any, shown: list[str]
) -> None:
    project = await world.project(as_student, "Robot arm")
    await change(project, content=stored)

    page = (await as_student.run("Project", owner="student", slug="robot-arm"))["project"]["content"]

    assert [block["__typename"] for block in page["blocks"]] == shown
