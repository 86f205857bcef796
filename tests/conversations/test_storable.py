"""A text that comes in pieces can be stored, and is the same wherever it was cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.kit.openai import Storable

# Halves of pairs too, and often enough.
TEXTS = st.text(st.sampled_from("a\x00é😀\ud83d\ude00") | st.characters())


def stored(*pieces: str) -> str:
    """Return what is stored of a text in these pieces."""
    text = Storable()
    return "".join(map(text.add, pieces)) + text.end()


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ((), ""),
        (("Hello ", "world"), "Hello world"),
        (("\ud83d", "\ude00"), "😀"),
        (("\ud83d", "", "\ude00"), "😀"),
        (("\ud83d", "\x00", "\ude00"), "😀"),
        (("\ud83d\ude00",), "😀"),
        (("\ud83d",), "\ufffd"),
        (("\ud83d", "a"), "\ufffda"),
        (("\ud83d", "\ud83d", "\ude00"), "\ufffd😀"),
        (("\ude00\ud83d",), "\ufffd\ufffd"),
        (("a\x00b", "\x00"), "ab"),
    ],
)
def test_halves_are_joined_and_what_cannot_be_stored_is_not(pieces: tuple[str, ...], text: str) -> None:
    assert stored(*pieces) == text


@given(st.lists(TEXTS))
def test_it_does_not_matter_where_a_text_is_cut(pieces: list[str]) -> None:
    text = stored(*pieces)

    assert text == stored("".join(pieces))
    assert "\x00" not in text
    assert text.encode().decode() == text


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_what_can_be_stored_stays_as_it_is(text: str) -> None:
    assert stored(text) == text


def test_nothing_waits_that_is_whole() -> None:
    text = Storable()

    assert [text.add("Grüße "), text.add("a\ud83d"), text.add("\ude00b")] == ["Grüße ", "a", "😀b"]
