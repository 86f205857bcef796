"""Ways of answering that are wrong on purpose: each is found out, and shown so that a person sees why."""

import json
import re
from collections.abc import Callable

import pytest

from domains.kit.viewer import Viewer
from schema.execution import Answer
from tests.support.agreement.asking import Question, reference
from tests.support.agreement.comparing import difference, report
from tests.support.agreement.operations import drawn
from tests.support.agreement.pools import Pools
from tests.support.agreement.running import ask_all, differences, parting

CASES = 60
SHOWN = """
1 of 1 questions are answered differently.

query Asked($name: String!) {
  user(username: $name) {
    username
  }
}
variables: {"name": "bea"}
viewer:    cyd
parts at:  data.user.username
reference: "bea"
candidate: "Bea"
"""
Change = Callable[[str], str]
Answered = list[tuple[Question, Answer]]


@pytest.fixture(scope="module")
async def answered(viewers: dict[str, Viewer], offered: Pools) -> Answered:
    """What the reference answers to some drawn operations."""
    return [(each, await reference(each, viewers[each.viewer])) for each in drawn(offered, list(viewers), CASES)]


def changed(answer: Answer, change: Change) -> Answer:
    """Return an answer with another text."""
    return Answer(change(answer.body.decode()).encode(), answer.is_refused)


def backwards(text: str) -> str:
    """Return a JSON text with the members of every object in the other order."""
    return json.dumps(json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs))))


def shorter(text: str) -> str:
    """Return an answer in which every list has lost its first item."""
    return json.dumps(
        json.loads(text, object_hook=lambda o: {n: v[1:] if type(v) is list else v for n, v in o.items()})
    )


def without_errors(text: str) -> str:
    """Return an answer that does not say what went wrong."""
    return json.dumps({"data": json.loads(text).get("data")})


WRONG: dict[str, Change] = {
    "keys in another order": backwards,
    "no microseconds": lambda text: re.sub(r"(:\d\d)\.\d+", r"\1", text),
    "Z for +00:00": lambda text: text.replace("+00:00", "Z"),
    "false for null": lambda text: text.replace(":null", ":false"),
    "empty for null": lambda text: text.replace(":null", ':""'),
    "numbers for truths": lambda text: text.replace(":true", ":1"),
    "another code": lambda text: text.replace("INVALID_CURSOR", "INVALID_PAGE"),
    "errors elsewhere": lambda text: text.replace('"path":[', '"path":["data",'),
    "errors in another line": lambda text: text.replace('"line":', '"line":1'),
    "no errors": without_errors,
    "items lost": shorter,
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_is_found(kind: str, answered: Answered) -> None:
    wrong = [question for question, answer in answered if difference(answer, changed(answer, WRONG[kind]))]

    assert wrong


@pytest.mark.parametrize("other", ["anonymous", "ivy"])
async def test_the_eyes_of_somebody_else_are_found(other: str, viewers: dict[str, Viewer], answered: Answered) -> None:
    mistaken = {
        question.viewer
        for question, answer in answered
        if difference(answer, await reference(question, viewers[other]))
    }

    assert len(mistaken) > len(viewers) / 2
    assert other not in mistaken


async def test_a_difference_is_shown_as_small_as_it_goes(viewers: dict[str, Viewer]) -> None:
    text = (
        "query Asked($name: String!, $many: Int, $with: Boolean!) { liveCursor viewer { ...Me id @include(if: $with) }"
        " user(username: $name) { id username followers(first: $many) { totalCount } } } fragment Me on User { email }"
    )
    variables = {"name": "bea", "many": 2, "with": True}

    async def way(question: Question, viewer: Viewer) -> Answer:
        return changed(await reference(question, viewer), lambda text: text.replace('"bea"', '"Bea"'))

    summary = await ask_all([Question(text, "cyd", variables, "Asked")], viewers, way)

    assert await differences(summary, viewers, way) == SHOWN.strip()


async def test_a_trace_id_is_no_difference(viewers: dict[str, Viewer]) -> None:
    question = Question("{ viewer { username settings { notificationPreferences { like } } } }", "kim")
    answers = [json.loads((await reference(question, viewers["kim"])).body) for _ in range(2)]

    assert [answer["errors"][0]["extensions"]["code"] for answer in answers] == ["INTERNAL", "INTERNAL"]
    assert answers[0] != answers[1]
    assert await parting(question, viewers["kim"], reference) is None


@pytest.mark.parametrize(("one", "other", "place"), [
    ('{"data":{"a":[1,2]}}', '{"data":{"a":[1]}}', "data.a[1]"),
    ('{"data":{"a":1,"b":2}}', '{"data":{"b":2,"a":1}}', "data.(order of keys)"),
    ('{"data":{"a":1}}', '{"data":{"a":1,"b":null}}', "data.(keys)"),
    ('{"data":{"a":{}}}', '{"data":{"a":[]}}', "data.a"),
    ('{"data":{"a":0}}', '{"data":{"a":false}}', "data.a"),
    ('{"data":{"a":"1"}}', '{"data":{"a":1}}', "data.a"),
    ('{"data":null}', '{"data":null,"errors":[]}', "(keys)"),
    ('{"data":{"a":1.0},"errors":[1,2]}', '{"errors":[2,1],"data":{"a":1}}', None),
])  # fmt: skip
def test_where_two_answers_part(one: str, other: str, place: str | None) -> None:
    found = difference(Answer(one.encode()), Answer(other.encode()))

    assert (found is None) == (place is None)
    assert found is None or f"parts at:  {place}\n" in report(Question("{ a }", "ada"), found)


def test_whether_it_was_refused_is_a_part_of_the_answer() -> None:
    assert difference(Answer(b"{}", is_refused=True), Answer(b"{}", is_refused=False))
