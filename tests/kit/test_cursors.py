"""Signed texts: what was changed, or signed for something else, is not ours."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from django.test import override_settings

from domains.kit import cursors
from domains.kit.errors import InvalidCursor

PAYLOAD = b'["2026-01-02T03:04:05","01900000-0000-7000-8000-000000000000"]'
SIGNED = cursors.sign("list", PAYLOAD)


def raw(text: str) -> bytes:
    """Return the bytes of a signed text."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def written(content: bytes) -> str:
    """Return bytes as a signed text is written."""
    return urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize("payload", [b"", b"x", PAYLOAD, bytes(range(256))])
def test_what_was_signed_can_be_read(payload: bytes) -> None:
    text = cursors.sign("list", payload)

    assert cursors.read("list", text) == payload
    assert text.replace("-", "").replace("_", "").isalnum()


def test_a_change_of_any_bit_is_noticed() -> None:
    content = raw(SIGNED)

    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit

            with pytest.raises(InvalidCursor):
                cursors.read("list", written(bytes(changed)))


def test_every_shorter_text_is_refused() -> None:
    for length in range(len(SIGNED)):
        with pytest.raises(InvalidCursor):
            cursors.read("list", SIGNED[:length])


@pytest.mark.parametrize("purpose", ["", "lis", "lists", "List", "other", "list:"])
def test_a_text_counts_for_its_own_purpose_only(purpose: str) -> None:
    with pytest.raises(InvalidCursor):
        cursors.read(purpose, SIGNED)


def test_purpose_and_payload_do_not_run_into_each_other() -> None:
    signed = cursors.sign("ab", b"cd")
    shifted = written(raw(signed)[: cursors.SIGNATURE_BYTES] + b"bcd")

    with pytest.raises(InvalidCursor):
        cursors.read("a", shifted)


@override_settings(SECRET_KEY="another gateway's key, as long as a key should be")
def test_a_text_of_another_gateway_is_refused() -> None:
    with pytest.raises(InvalidCursor):
        cursors.read("list", SIGNED)


@pytest.mark.parametrize(
    "text",
    ["", " ", "=", "A", "AAAA", "nonsense", "ünicode", "\0", "\ud800", "x" * 2_001, "x" * 100_000, "A" * 2_000],
)
def test_what_was_never_signed_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursor):
        cursors.read("list", text)


@pytest.mark.parametrize("text", [SIGNED + "\n", SIGNED[:9] + "!" + SIGNED[9:], f" {SIGNED}", SIGNED + "A"])
def test_a_signed_text_with_a_letter_more_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursor):
        cursors.read("list", text)


@pytest.mark.parametrize(
    "text",
    [SIGNED + "=", SIGNED[:9] + "!?!?" + SIGNED[9:], SIGNED[:-1] + chr(ord(SIGNED[-1]) + 1)],
    ids=["padding", "four foreign letters", "bits that say nothing"],
)
def test_a_signed_text_is_written_in_one_way_only(text: str) -> None:
    with pytest.raises(InvalidCursor):
        cursors.read("list", text)
