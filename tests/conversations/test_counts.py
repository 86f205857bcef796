"""Counts of tokens, as providers say them: what cannot be one costs nobody a reply, and gives nothing back."""

import orjson
import pytest

from domains.kit.openai import ProviderFailure
from domains.kit.openai.answers import MOST_TOKENS, Answer, Usage


@pytest.mark.parametrize(
    ("prompt", "completion", "usage"),
    [(12, 5, Usage(12, 5)), (-1_000, None, Usage(0, 0)), ("7", 10**12, Usage(7, MOST_TOKENS))],
)
def test_a_count_is_one_that_can_be_stored(prompt: object, completion: object, usage: Usage) -> None:
    said = {"choices": [], "usage": {"prompt_tokens": prompt, "completion_tokens": completion}}
    answer = Answer()

    answer.read(b"data: " + orjson.dumps(said) + b"\n\n")

    assert (answer.usage, answer.error) == (usage, None)


def test_a_count_without_end_makes_no_sense() -> None:
    answer = Answer()

    answer.read(b'data: {"choices": [], "usage": {"prompt_tokens": Infinity}}\n\n')

    assert answer.error is not None
    assert answer.error.failure == ProviderFailure.UNREADABLE
