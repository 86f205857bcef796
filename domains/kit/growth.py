"""Texts that grow while people read them: what is added is stored, and then told to every process.

The stored text is the truth. What is told here may be lost on its way, and is read again then.
"""

from collections.abc import Sequence
from typing import NamedTuple

from channels.layers import get_channel_layer

# Every process of the gateway that listens hears what is said here.
GROUP = "gateway.live"
GREW = "text.grew"


class Piece(NamedTuple):
    """What was added to a text.

    Args:
        topic: under which topic the text is listened to.
        key: whose text it is.
        offset: behind how many characters the piece stands.
        text: the piece.
    """

    topic: str
    key: str
    offset: int
    text: str


async def tell(pieces: Sequence[Piece]) -> None:
    """Tell every process what was added to texts, and is stored."""
    layer = get_channel_layer()
    if layer is not None:
        await layer.group_send(GROUP, {"type": GREW, "pieces": [list(each) for each in pieces]})


def units(text: str) -> int:
    """Return how long a text is for clients: in UTF-16 code units, as JavaScript counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
