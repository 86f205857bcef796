"""Text that others send in pieces, made so that it can be stored."""

NUL = "\x00"
REPLACEMENT = "\ufffd"
UTF_16 = "utf-16-le"


class Storable:
    r"""Makes the pieces of one text storable, in the order in which they come.

    PostgreSQL stores no NUL, and no half of a surrogate pair. Providers escape what they say as `\ud83d\ude00`, and cut
    it anywhere: halves are joined across pieces, and what stays half becomes U+FFFD.
    """

    def __init__(self) -> None:
        # The first half of a pair whose second may come with the next piece.
        self._half = ""

    def add(self, piece: str) -> str:
        """Return what can be stored of the text with this piece, after what was returned before."""
        text = self._half + piece.replace(NUL, "")
        # Almost always: nearly nothing that is said needs more than this.
        if text.isascii():
            return text
        self._half = text[-1] if "\ud800" <= text[-1] <= "\udbff" else ""
        return _paired(text.removesuffix(self._half))

    def end(self) -> str:
        """Return what is left, when no more pieces come."""
        half, self._half = self._half, ""
        return REPLACEMENT if half else ""


def _paired(text: str) -> str:
    """Return a text with its halves joined, and lone ones replaced."""
    return text.encode(UTF_16, "surrogatepass").decode(UTF_16, "replace")
