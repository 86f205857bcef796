"""How the local provider behaves: each is a function of one request and of words that come with its name."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.support.provider import wire

if TYPE_CHECKING:
    from tests.support.provider.serving import Request

Words = dict[str, str]
Behaviour = Callable[["Request", Words], Awaitable[None]]
# Long enough that two pieces arrive in two readings.
APART_SECONDS = 0.02
# A family of five characters, a flag of two, a letter with an accent of its own, and what Markdown and HTML would take.
FAMILY, FLAG, ACCENT = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ea\U0001f1fa", "e\u0301"
MIXED = ("a", "b ", "\u00fc", "\u0416", "\u8a9e", "\U0001f600", FAMILY, FLAG, ACCENT, "\n", "<", "&")


def text_of(tokens: int) -> str:
    """Return what `says` says in so many tokens."""
    return "".join(f"word{nth} " for nth in range(tokens))


async def says(request: "Request", words: Words) -> None:
    """Say `text`, or `tokens` words at `rate` a second after `first` seconds, and end well.

    `finish` is its reason (empty: none is given); `usage=0` and `done=0` leave these out.
    """
    request.write(wire.HEAD)
    await asyncio.sleep(float(words.get("first", 0)))
    request.write(wire.ROLE)
    told = await _tell(request, words)
    if words.get("finish", "stop"):
        request.write(wire.finish(words.get("finish", "stop")))
    if words.get("usage", "1") == "1" and "stream_options" in request.body:
        request.write(wire.usage(11, told))
    request.write((wire.DONE if words.get("done", "1") == "1" else b"") + wire.END)


async def _tell(request: "Request", words: Words) -> int:
    """Say the text piece by piece, and return how many pieces it was."""
    if "text" in words:
        pieces = [words["text"]] if words["text"] else []
    else:
        pieces = [f"word{nth} " for nth in range(int(words.get("tokens", 5)))]
    pause = 1 / rate if (rate := float(words.get("rate", 0))) else 0.0
    due = asyncio.get_running_loop().time()
    for each in pieces:
        request.write(wire.piece(each))
        if pause:
            due += pause
            await asyncio.sleep(due - asyncio.get_running_loop().time())
    return len(pieces)


async def stamps(request: "Request", words: Words) -> None:
    """Say `tokens` of five characters at `rate` a second, which tell when they are written; `wire.moment` reads it."""
    request.write(wire.HEAD + wire.ROLE)
    loop, pause = asyncio.get_running_loop(), 1 / float(words.get("rate", 50))
    # Those who ask at once are not answered in step.
    due = loop.time() + pause * random.random()  # noqa: S311 - no secret
    for _ in range(int(words.get("tokens", 5))):
        await asyncio.sleep(due - loop.time())
        request.write(wire.stamp())
        due += pause
    request.write(wire.finish("stop") + wire.DONE + wire.END)


def mixed_text(tokens: int, seed: int) -> list[str]:
    """Return what `mixes` says: pieces in letters of one to four bytes, of one or two UTF-16 code units."""
    dice = random.Random(seed)  # noqa: S311 - the same again for the same seed
    return ["".join(dice.choices(MIXED, k=dice.randint(1, 6))) for _ in range(tokens)]


async def mixes(request: "Request", words: Words) -> None:
    """Say `tokens` pieces of many scripts, drawn by `seed`, at `rate` a second."""
    request.write(wire.HEAD + wire.ROLE)
    for each in mixed_text(int(words["tokens"]), int(words["seed"])):
        request.write(wire.piece(each))
        await asyncio.sleep(1 / float(words.get("rate", 50)))
    request.write(wire.finish("stop") + wire.DONE + wire.END)


async def refuses(request: "Request", words: Words) -> None:
    """Answer with `status`, with `retry_after` where that is given, and with a `message`."""
    headers = f"retry-after: {words['retry_after']}\r\n" if "retry_after" in words else ""
    request.write(wire.error(int(words.get("status", 500)), words.get("message", "It cannot be done."), headers))


async def refuses_options(request: "Request", words: Words) -> None:
    """Know nothing of `option`, by default `stream_options`, as some do, and else say something."""
    option = words.get("option", "stream_options")
    if option in request.body:
        request.write(wire.error(400, f"Unrecognized request argument supplied: {option}"))
    else:
        await says(request, words)


async def is_silent(request: "Request", words: Words) -> None:
    """Take the request and answer nothing at all."""
    await asyncio.Event().wait()


async def begins(request: "Request", words: Words) -> None:
    """Send the headers, and then nothing."""
    request.write(wire.HEAD)
    await asyncio.Event().wait()


async def stalls(request: "Request", words: Words) -> None:
    """Say some `tokens`, and then nothing more; with `comments=1` it says that it lives, again and again."""
    request.write(wire.HEAD + wire.ROLE)
    await _tell(request, words)
    while words.get("comments"):
        request.write(wire.framed(b": PROCESSING\n\n"))
        await asyncio.sleep(APART_SECONDS)
    await asyncio.Event().wait()


async def cuts(request: "Request", words: Words) -> None:
    """Say some `tokens`, and cut the connection."""
    request.write(wire.HEAD)
    await _tell(request, words)
    await request.cut()


async def breaks_off(request: "Request", words: Words) -> None:
    """Say some `tokens`, and end the answer as if that were all; of an end it says nothing."""
    await says(request, words | {"finish": "", "usage": "0", "done": "0"})


async def writes_html(request: "Request", words: Words) -> None:
    """Answer with a page, as a proxy on the way does."""
    request.write(wire.answer(200, b"<!doctype html>\n<html><body>Welcome</body></html>\n", kind="text/html"))


async def babbles(request: "Request", words: Words) -> None:
    """Say some `tokens`, and then `line` as an event's data; or `text` and the line in one chunk of the body."""
    last = wire.line(words.get("line", "this is no JSON"))
    request.write(wire.HEAD)
    if "text" in words:
        last = wire.line(wire.choice({"content": words["text"]})) + last
    else:
        await _tell(request, words)
    request.write(wire.framed(last) + wire.END)


async def floods(request: "Request", words: Words) -> None:
    """Say one event that has no end."""
    request.write(wire.HEAD + wire.framed(b"data: "))
    while True:
        request.write(wire.framed(b"x" * 65_536))
        await request.drained()


async def cuts_characters(request: "Request", words: Words) -> None:
    """Say a text whose bytes arrive one by one."""
    request.write(wire.HEAD)
    for byte in wire.line(wire.choice({"content": words.get("text", "Grüße 😀")})):
        request.write(wire.framed(bytes([byte])))
        await asyncio.sleep(0)
    request.write(wire.finish("stop") + wire.DONE + wire.END)


async def cuts_pairs(request: "Request", words: Words) -> None:
    r"""Say `parts`, texts of JSON between bars, such as `\ud83d|\ude00`: halves of a pair in two events."""
    request.write(wire.HEAD)
    for part in words["parts"].split("|"):
        request.write(wire.event(f'{{"choices":[{{"index":0,"delta":{{"content":"{part}"}}}}]}}'))
        await asyncio.sleep(APART_SECONDS)
    request.write(wire.finish("stop") + wire.DONE + wire.END)


async def never_stops(request: "Request", words: Words) -> None:
    """Say the same word for ever, at `rate` a second."""
    request.write(wire.HEAD)
    while True:
        request.write(wire.piece("again "))
        await asyncio.sleep(1 / float(words.get("rate", 100)))


async def thinks(request: "Request", words: Words) -> None:
    """Think aloud in `thoughts`, a hundred a second, of which nothing is the answer, and then say something."""
    request.write(wire.HEAD)
    for _ in range(int(words.get("thoughts", 20))):
        request.write(wire.event(wire.choice({"content": None, "reasoning_content": "Hm. "})))
        await asyncio.sleep(0.01)
    await _tell(request, words)
    request.write(wire.finish("stop") + wire.DONE + wire.END)


async def lingers(request: "Request", words: Words) -> None:
    """Say something whole, and keep the answer open."""
    request.write(wire.HEAD)
    await _tell(request, words)
    request.write(wire.finish("stop"))
    await asyncio.Event().wait()


async def redirects(request: "Request", words: Words) -> None:
    """Send the client elsewhere, `to` an address."""
    request.write(wire.answer(307, b"", headers=f"location: {words['to']}\r\n"))


BEHAVIOURS: dict[str, Behaviour] = {
    each.__name__: each
    for each in (
        says, stamps, mixes, refuses, refuses_options, is_silent, begins, stalls, cuts, breaks_off, writes_html,
        babbles, cuts_characters, cuts_pairs, never_stops, thinks, lingers, redirects, floods,
    )
}  # fmt: skip
