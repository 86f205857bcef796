"""In which media type, and in which encoding, a client wants its answer."""

from typing import NamedTuple

from server.http.headers import qualities
from server.http.refusals import BadRequest

RESPONSE_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"
PAGE = "text/html"
STREAM = "text/event-stream"


class Wanted(NamedTuple):
    """How much a client wants a media type: to the degree it says, and the more plainly it says so."""

    quality: float
    precision: int


class Negotiated(NamedTuple):
    """The media type of the answer."""

    media_type: str
    # Whether the client names it, or takes whatever comes.
    is_named: bool
    is_acceptable: bool = True

    def status(self, *, is_broken: bool) -> int:
        """Return the status of an answer without data.

        By the older media type clients read the answer, not the status. But those who ask for nothing in particular
        are told by the status that their document is none.
        """
        return 400 if self.media_type == RESPONSE_JSON or (is_broken and not self.is_named) else 200

    def require_acceptable(self) -> None:
        """Refuse a client that takes none of ours.

        Raises:
            BadRequest: it does not.
        """
        if not self.is_acceptable:
            raise BadRequest(f"The answer is {RESPONSE_JSON} or {PLAIN_JSON}.", status=406)


def negotiate(accept: str) -> Negotiated:
    """Return the media type that an `Accept` header wants most: the newer one where both are named alike."""
    newer, older = _wanted(RESPONSE_JSON, accept), _wanted(PLAIN_JSON, accept)
    if newer.quality and (newer > older or (newer == older and newer.precision == 2)):  # noqa: PLR2004
        return Negotiated(RESPONSE_JSON, is_named=True)
    is_acceptable = older.quality > 0 or prefers_stream(accept)
    return Negotiated(PLAIN_JSON, is_named=older.precision == 2, is_acceptable=is_acceptable)  # noqa: PLR2004


def prefers_page(accept: str) -> bool:
    """Tell whether a client would rather have a page than JSON, as browsers say they do."""
    page = qualities(accept).get(PAGE, 0.0)
    return page > 0 and page >= max(_wanted(RESPONSE_JSON, accept).quality, _wanted(PLAIN_JSON, accept).quality)


def prefers_stream(accept: str) -> bool:
    """Tell whether a client would rather have a stream of events than JSON: it names it, and not JSON alike."""
    stream = _wanted(STREAM, accept) if STREAM in accept.lower() else Wanted(0.0, -1)
    return stream.quality > 0 and stream > max(_wanted(RESPONSE_JSON, accept), _wanted(PLAIN_JSON, accept))


def takes_gzip(accept_encoding: str) -> bool:
    """Tell whether a client takes compressed answers."""
    if not accept_encoding:
        return False
    wanted = qualities(accept_encoding)
    return wanted.get("gzip", wanted.get("x-gzip", wanted.get("*", 0.0))) > 0


def _wanted(media_type: str, accept: str) -> Wanted:
    """Return what the most precise part of the header that speaks of a media type says; without a header, anything."""
    said = qualities(accept or "*/*")
    for precision, name in ((2, media_type), (1, "application/*"), (0, "*/*")):
        if name in said:
            return Wanted(said[name], precision)
    return Wanted(0.0, -1)
