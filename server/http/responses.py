"""What is sent back: a status, headers, and a body that is compressed where it pays."""

import asyncio
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import GraphQLError

from schema.errors import coded
from server.http.negotiation import takes_gzip
from server.http.refusals import BadRequest, errors_body

# One packet carries this much anyway.
SMALLEST_COMPRESSED = 1_024
# What takes milliseconds to compress is compressed on a thread, so that nobody else waits.
LARGEST_COMPRESSED_HERE = 262_144
LEVEL = 1
GZIP = zlib.MAX_WBITS | 16
NO_CONTENT = 204


@dataclass(slots=True)
class Response:
    """An answer, before it is sent."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)

    @classmethod
    def refused(cls, refusal: BadRequest) -> "Response":
        """Return the answer that a refusal is."""
        return cls(refusal.status, refusal.body(), refusal.headers)

    @classmethod
    def accident(cls, accident: Exception, operation_name: str | None = None) -> "Response":
        """Return the answer to what should not have happened: masked, and logged with a trace id."""
        error = coded(GraphQLError("", original_error=accident), operation_name)
        return cls(500, errors_body([error.formatted]))

    async def compress(self, accept_encoding: str) -> None:
        """Make the body smaller for those who can read that."""
        if len(self.body) < SMALLEST_COMPRESSED:
            return
        # Only here does the answer depend on it.
        self.headers = {**self.headers, "vary": f"{self.headers['vary']}, Accept-Encoding"}
        if takes_gzip(accept_encoding):
            self.headers["content-encoding"] = "gzip"
            large = len(self.body) > LARGEST_COMPRESSED_HERE
            self.body = await asyncio.to_thread(_gzip, self.body) if large else _gzip(self.body)

    async def send(self, send: Any) -> None:
        """Send it."""
        if self.status == NO_CONTENT:
            self.headers.pop("content-type", None)
        else:
            self.headers["content-length"] = str(len(self.body))
        headers = [_header(name, value) for name, value in self.headers.items()]
        headers += [(b"set-cookie", cookie.encode()) for cookie in self.cookies]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


@lru_cache(maxsize=4_096)
def _header(name: str, value: str) -> tuple[bytes, bytes]:
    """Return a header as it is sent; nearly all are sent again and again."""
    return name.encode(), value.encode("latin-1")


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return packer.compress(body) + packer.flush()
