"""What a request is refused with, before anything runs."""

import json
from typing import Any

# What a client is told that asks by another method.
ALLOW = {"allow": "GET, POST"}


class BadRequest(Exception):  # noqa: N818 - it is an answer
    """The request is not one that we answer."""

    def __init__(
        self, message: str, *, code: str = "BAD_REQUEST", status: int = 400, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.headers = headers or {}

    def errors(self) -> list[dict[str, Any]]:
        """Return the refusal as GraphQL's errors."""
        return [{"message": str(self), "extensions": {"code": self.code}}]

    def body(self) -> bytes:
        """Return the answer's body."""
        return errors_body(self.errors())


class Gone(Exception):  # noqa: N818 - it is what happened
    """The client has hung up: there is nobody to answer."""


def invalid_token() -> BadRequest:
    """Return the refusal of a token that does not count."""
    return BadRequest("This token is not valid, or no longer.", code="UNAUTHENTICATED", status=401)


def unavailable() -> BadRequest:
    """Return the refusal where there is no connection to the database: all are taken, or it is away."""
    message = "The gateway cannot answer now; try again in a moment."
    return BadRequest(message, code="UNAVAILABLE", status=503, headers={"retry-after": "1"})


def errors_body(errors: list[Any]) -> bytes:
    """Return an answer that is errors alone. In ASCII: what is refused may be no text that UTF-8 can carry."""
    return json.dumps({"errors": errors}, separators=(",", ":")).encode()
