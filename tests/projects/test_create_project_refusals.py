"""What a new project may not be: every refusal names the field, and leaves no project and no activity."""

from typing import Any

import pytest

from tests.support.client import Client
from tests.support.traces import refused, traces

URL_FIELDS = ["bannerUrl", "featuredImageUrl", "externalUrl"]


@pytest.mark.parametrize(("title", "code"), [("", "REQUIRED"), ("  \n\t ", "REQUIRED"), ("x" * 201, "TOO_LONG")])
async def test_a_title_that_does_not_fit_is_refused(as_student: Client, title: str, code: str) -> None:
    assert await refused(as_student, "CreateProject", title=title) == [(code, "input.title")]


NO_TEXT = ["a\x00b", "a\ud800b"]


@pytest.mark.parametrize(
    "given",
    [
        *({"title": text} for text in NO_TEXT),
        *({"title": "Robot arm", "topics": [text]} for text in NO_TEXT),
        *({"title": "Robot arm", "content": [{"mermaid": {"diagram": text}}]} for text in NO_TEXT),
    ],
)
async def test_what_is_no_text_is_refused_by_graphql(as_student: Client, given: dict[str, Any]) -> None:
    before = await traces()

    answer = await as_student.answer("CreateProject", input=given)

    assert answer["data"] is None
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID_OPERATION"}
    assert await traces() == before


async def test_a_description_that_is_too_long_is_refused(as_student: Client) -> None:
    reasons = await refused(as_student, "CreateProject", title="Robot arm", description="x" * 5_001)

    assert reasons == [("TOO_LONG", "input.description")]


@pytest.mark.parametrize("field", URL_FIELDS)
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        "ftp://example.org/arm",
        "data:text/html,hello",
        "//example.org",
        "example.org",
        "https://",
    ],
)
async def test_only_web_addresses_are_taken(as_student: Client, field: str, url: str) -> None:
    reasons = await refused(as_student, "CreateProject", **{"title": "Robot arm", field: url})

    assert set(reasons) == {("INVALID", f"input.{field}")}


@pytest.mark.parametrize("field", URL_FIELDS)
async def test_an_address_that_is_not_one_is_refused_once(as_student: Client, field: str) -> None:
    reasons = await refused(as_student, "CreateProject", **{"title": "Robot arm", field: "javascript:1"})

    assert reasons == [("INVALID", f"input.{field}")]


@pytest.mark.parametrize("field", URL_FIELDS)
async def test_an_address_that_is_too_long_is_refused(as_student: Client, field: str) -> None:
    url = "https://example.org/" + "x" * 481

    reasons = await refused(as_student, "CreateProject", **{"title": "Robot arm", field: url})

    assert reasons == [("TOO_LONG", f"input.{field}")]


async def test_everything_that_is_wrong_is_named_at_once(as_student: Client) -> None:
    reasons = await refused(as_student, "CreateProject", title="", externalUrl="ftp://example.org", slug="no slug")

    assert sorted(reasons) == [
        ("INVALID", "input.externalUrl"),
        ("INVALID", "input.slug"),
        ("REQUIRED", "input.title"),
    ]


@pytest.mark.parametrize(
    "given", [{}, {"title": None}, {"title": "A", "type": "NOVEL"}, {"title": "A", "likeCount": 7}]
)
async def test_what_the_schema_does_not_know_is_refused_by_graphql(as_student: Client, given: dict[str, Any]) -> None:
    answer = await as_student.answer("CreateProject", input=given)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_OPERATION"]
