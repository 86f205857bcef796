"""The headers of a request as text, and the lists that some of them are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

# Nobody's preferences are longer; what is, is not worth remembering.
LONGEST_LIST = 1_000
QUALITY = re.compile(r"(?:0(?:\.\d*)?|1(?:\.0*)?)\Z")


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers by name; one that was sent twice is one list, as HTTP has it."""
    headers: dict[str, str] = {}
    for name_bytes, value_bytes in raw:
        name, value = name_bytes.decode("latin-1"), value_bytes.decode("latin-1")
        if name in headers:
            value = f"{headers[name]}{'; ' if name == 'cookie' else ','}{value}"
        headers[name] = value
    return headers


def qualities(header: str) -> Mapping[str, float]:
    """Return how much each item of a list such as `Accept` is wanted, from 0 to 1."""
    return _qualities(header) if len(header) <= LONGEST_LIST else dict(_items(header[:LONGEST_LIST]))


@lru_cache(maxsize=1_024)
def _qualities(header: str) -> Mapping[str, float]:
    return dict(_items(header))


def _items(header: str) -> Iterator[tuple[str, float]]:
    """Give each item in lower case; what is no number of that kind makes the item count for nothing."""
    for item in header.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        quality = next((part[2:].strip() for part in parameters if part.startswith("q=")), "1")
        if name and QUALITY.match(quality):
            yield name, float(quality)
