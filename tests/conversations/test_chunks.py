"""Chunks of an HTTP body that arrive together are handed over as one, and nothing else is changed."""

import pytest

from domains.conversations.services.replies.chunks import joined
from tests.support.provider.wire import END, framed


def test_chunks_that_arrive_together_become_one() -> None:
    assert joined(framed(b"one") + framed(b"two\r\n") + framed(b"3" * 300)) == framed(b"onetwo\r\n" + b"3" * 300)


def test_what_follows_whole_chunks_stays_behind_them() -> None:
    for rest in (END, b"5\r\nhal", b"5", b"5\r\nwhole\r", b"\r\n"):
        assert joined(framed(b"one") + framed(b"two") + rest) == framed(b"onetwo") + rest


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"one",
        END,
        framed(b"one"),
        framed(b"one") + END,
        b"ne\r\n" + framed(b"two") + framed(b"three"),
        b"\r\n" + framed(b"two") + framed(b"three"),
        b"3;name=value\r\none\r\n" + framed(b"two"),
        b"-3\r\none\r\n",
        b"zz\r\none\r\n",
        b"0000000000000000000003\r\none\r\n" + framed(b"two"),
    ],
)
def test_anything_else_stays_as_it_is(data: bytes) -> None:
    assert joined(data) == data
