"""The body of a request, read with a limit on its size and on the time that it takes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.http.refusals import BadRequest, Gone
from server.http.waiting import Begun

# What is left of the body is not read: the connection is of no use any more.
CLOSE = {"connection": "close"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a body may be, and how long it may take."""

    largest: int
    seconds: float
    code: str = "BAD_REQUEST"

    def check(self, headers: Mapping[str, str]) -> None:
        """Refuse what is refused before the body is read.

        Raises:
            BadRequest: it is too large, or encoded.
        """
        if headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            raise BadRequest("The body is sent as it is, not encoded.", status=415, headers=CLOSE)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            raise BadRequest("`Content-Length` is a number.", headers=CLOSE)
        # By its digits first: Python reads no number of thousands of them.
        if len(length.lstrip("0")) > len(str(self.largest)) or int(length) > self.largest:
            raise self.too_large()

    def too_large(self) -> BadRequest:
        """Return the refusal of a body that is too large."""
        return BadRequest(f"The body has {self.largest} bytes at most.", code=self.code, status=413, headers=CLOSE)


async def read_body(receive: Any, limits: Limits) -> bytes:
    """Return the body, as it arrives; what is too large or too slow is not waited for.

    Raises:
        BadRequest: it is.
        Gone: the client hung up meanwhile.
    """
    # Most bodies are here by the time that they are asked for.
    body = Begun(_received(receive, limits))
    if body.is_done:
        return body.value
    try:
        async with asyncio.timeout(limits.seconds):
            return await body
    except TimeoutError:
        raise BadRequest("The body takes too long.", status=408, headers=CLOSE) from None


async def _received(receive: Any, limits: Limits) -> bytes:
    """Put together what comes in.

    Raises:
        BadRequest: that is more than is taken.
        Gone: the client hung up meanwhile.
    """
    body = b""
    more = True
    parts = bytearray()
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body, more = message.get("body", b""), message.get("more_body", False)
        if len(parts) + len(body) > limits.largest:
            raise limits.too_large()
        # Most bodies come in one piece, and need no copy.
        if more or parts:
            parts += body
    return bytes(parts) if parts else body
