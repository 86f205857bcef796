"""What the local provider writes, as bytes that are made once."""

import json
import time
from functools import lru_cache
from typing import Any

HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\n"
    b"transfer-encoding: chunked\r\n\r\n"
)
END = b"0\r\n\r\n"
PLAIN = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_700_000_000, "model": "local"}


def framed(body: bytes) -> bytes:
    """Return bytes as one chunk of a chunked body."""
    return b"%x\r\n%b\r\n" % (len(body), body)


def line(value: Any) -> bytes:
    """Return one event of the stream, whose data is a value or a text that stands as it is."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"data: {text}\n\n".encode()


def event(value: Any) -> bytes:
    """Return one event of the stream as one chunk of the body."""
    return framed(line(value))


def choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    """Return what tells a piece of the answer."""
    return PLAIN | {"choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]}


@lru_cache(maxsize=1024)
def piece(text: str) -> bytes:
    """Return a piece of text as one chunk of the body."""
    return event(choice({"content": text}))


# A moment in four characters: ten thousandths of a second, which begin anew after some minutes.
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
TICKS, MOMENTS = 10_000, len(DIGITS) ** 4


def stamp() -> bytes:
    """Return the present moment as a piece of text, as one chunk of the body."""
    ticks = int(time.time() * TICKS) % MOMENTS
    high, low = divmod(ticks, len(DIGITS) ** 2)
    return BEFORE_STAMP + (PAIRS[high] + PAIRS[low]).encode() + BEHIND_STAMP


def moment(text: str, now: float) -> float:
    """Return the moment that a stamp tells, which is not long before now."""
    ticks = 0
    for letter in text:
        ticks = ticks * len(DIGITS) + DIGITS.index(letter)
    return now - (now * TICKS - ticks) % MOMENTS / TICKS


@lru_cache(maxsize=64)
def finish(reason: str) -> bytes:
    """Return that the answer ended, and why."""
    return event(choice({}, reason))


@lru_cache(maxsize=64)
def usage(prompt: int, completion: int) -> bytes:
    """Return how many tokens were used."""
    total = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return event(PLAIN | {"choices": [], "usage": total})


ROLE = event(choice({"role": "assistant", "content": ""}))
DONE = event("[DONE]")
PAIRS = [high + low for high in DIGITS for low in DIGITS]
BEFORE_STAMP, BEHIND_STAMP = event(choice({"content": "#### "})).split(b"####")


def answer(status: int, body: bytes, *, kind: str = "application/json", headers: str = "") -> bytes:
    """Return a whole answer."""
    head = f"HTTP/1.1 {status} Answer\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


def error(status: int, message: str, headers: str = "") -> bytes:
    """Return a refusal, as these providers say it."""
    return answer(status, json.dumps({"error": {"message": message, "type": "error"}}).encode(), headers=headers)
