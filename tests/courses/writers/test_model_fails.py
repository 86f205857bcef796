"""A model that gives no good answer is asked again where that may help; else the writing fails with a reason."""

import asyncio
import json

import pytest

from domains.courses.models import GenerationFailure
from domains.courses.services.generation.assignments import WritingError
from domains.courses.services.generation.writers import write
from tests.configuration.settings import put
from tests.courses.writers.assigned import ASSIGNMENT, GOOD, SECTIONS, says, section
from tests.support.client import Client
from tests.support.processes import free_port
from tests.support.provider import Provider

WHOLE = json.dumps({"sections": SECTIONS})
MALFORMED = [
    says("I would rather not."),
    says(""),
    says({}),
    says([]),
    says({"sections": []}),
    says({"sections": "none"}),
    says({"sections": SECTIONS * 13}),
    says({"sections": SECTIONS, "title": "Mine"}),
    says({"sections": [{"heading": "No body"}]}),
    says(section(solution="1")),
    says(section(heading=" \n")),
    says(section(heading="x" * 201)),
    says(section(heading=5)),
    says(section(body=" ")),
    says(section(body="x" * 20_001)),
    says(section(body=None)),
    says(section(body="a\x00b")),
    says(section(heading="a\x00b")),
    says(WHOLE.replace("holds", r"\ud800")),
    says("[" * 10_000),
    says('{"sections":' + "[" * 10_000 + "}"),
    # Cut off: by its provider, by the connection, without a word.
    says(WHOLE[:-20], finish="length"),
    says(WHOLE[:-20]).replace("says", "cuts"),
    says(WHOLE[:-20]).replace("says", "breaks_off"),
    "cuts?tokens=0",
    "writes_html",
    "babbles?tokens=0",
]


async def failure() -> GenerationFailure:
    """Return what the writing fails with."""
    with pytest.raises(WritingError) as raised:
        await write(ASSIGNMENT)
    return raised.value.failure


@pytest.mark.parametrize("answer", MALFORMED, ids=range(len(MALFORMED)))
async def test_an_answer_that_is_no_module_is_asked_for_again(named: Provider, answer: str) -> None:
    named.script.extend([answer] * 3)
    assert await failure() == GenerationFailure.MALFORMED
    assert len(named.requests) == 3

    named.script.extend([answer, GOOD])
    assert (await write(ASSIGNMENT))["sections"] == SECTIONS
    assert len(named.requests) == 5


@pytest.mark.parametrize("flood", ["never_stops?rate=1000000", "floods", says("x" * 130_000) + "&finish="])
async def test_an_answer_without_end_is_left_in_the_middle(named: Provider, flood: str) -> None:
    named.script.extend([flood, GOOD])

    assert (await write(ASSIGNMENT))["sections"] == SECTIONS
    if not flood.startswith("says"):
        async with asyncio.timeout(5):
            await named.requests[0].left.wait()


@pytest.mark.parametrize(
    "behaviour",
    [
        "refuses?status=500",
        "refuses?status=503",
        "refuses?status=408",
        "refuses?status=429",
        "refuses?status=429&retry_after=0",
        'babbles?tokens=0&line={"error": {"message": "overloaded"}}',
    ],
)
async def test_who_may_be_back_is_asked_again(named: Provider, behaviour: str) -> None:
    named.script.extend([behaviour] * 3)
    assert await failure() == GenerationFailure.UNREACHABLE
    assert len(named.requests) == 3

    named.script.extend([behaviour, behaviour, GOOD])
    assert (await write(ASSIGNMENT))["sections"] == SECTIONS


@pytest.mark.parametrize("behaviour", ["is_silent", "begins", "stalls?tokens=0&comments=1"])
async def test_who_does_not_begin_in_time_is_asked_again(named: Provider, as_staff: Client, behaviour: str) -> None:
    await put(as_staff, "courses.writer_first_token_seconds", "0.2")
    named.script.extend([behaviour] * 3)

    assert await failure() == GenerationFailure.UNREACHABLE
    assert len(named.requests) == 3


async def test_who_does_not_end_in_time_is_asked_again(named: Provider, as_staff: Client) -> None:
    # What is loaded once for all questions is loaded by now.
    named.script.append(GOOD)
    await write(ASSIGNMENT)
    await put(as_staff, "courses.writer_seconds", "0.5")
    named.script.extend(["never_stops?rate=50"] * 3)

    assert await failure() == GenerationFailure.MALFORMED
    assert len(named.requests) == 4


async def test_the_last_answer_says_why(named: Provider) -> None:
    named.script.extend([says("No."), "refuses?status=500", says("No.")])

    assert await failure() == GenerationFailure.MALFORMED


async def test_nobody_is_there(as_staff: Client) -> None:
    await put(as_staff, "courses.writer_url", f"http://127.0.0.1:{free_port()}/v1")
    await put(as_staff, "courses.writer_model", "a-model")

    assert await failure() == GenerationFailure.UNREACHABLE


@pytest.mark.parametrize("pause", ["600", "Wed, 21 Oct 2099 07:28:00 GMT"])
async def test_who_wants_to_be_left_alone_for_long_is_not_asked_again(named: Provider, pause: str) -> None:
    named.script.append(f"refuses?status=429&retry_after={pause}")

    assert await failure() == GenerationFailure.UNREACHABLE
    assert len(named.requests) == 1


@pytest.mark.parametrize(
    "behaviour",
    [
        "refuses?status=400",
        "refuses?status=401",
        "refuses?status=403",
        "refuses?status=404",
        "refuses?status=422",
        "redirects?to=http://127.0.0.1:9/v1",
        "says?tokens=0&finish=content_filter",
    ],
)
async def test_who_refuses_is_not_asked_again(named: Provider, behaviour: str) -> None:
    named.script.append(behaviour)

    assert await failure() == GenerationFailure.REFUSED
    assert len(named.requests) == 1
