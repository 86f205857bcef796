"""Files that come from outside: of a few kinds, each checked by what is in it, whatever it says it is."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from domains.kit.errors import Refusal

# How far from its end a PDF says that it ends.
PDF_END = 1_024
# What no text has: control characters, but for tab, line feed and carriage return.
NO_TEXT = frozenset(range(32)) - {9, 10, 13}


class NotOfItsKind(Refusal, code="NOT_OF_ITS_KIND"):
    """This file is not of the kind that it was sent as."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is kept.

    Args:
        word: what people call it.
        content_type: as what it is served.
        suffix: how the names of such files end.
    """

    word: str
    content_type: str
    suffix: str


PICTURE = FileKind("picture", "image/webp", ".webp")
PDF = FileKind("pdf", "application/pdf", ".pdf")
TEXT = FileKind("text", "text/plain", ".txt")
MARKDOWN = FileKind("markdown", "text/markdown", ".md")
KINDS = (PICTURE, PDF, TEXT, MARKDOWN)


def sent_as(content_type: str) -> FileKind:
    """Return the kind that a file is sent as; what is sent as nothing that we know is to be a picture."""
    media_type = content_type.split(";", 1)[0].strip().lower()
    return next((kind for kind in KINDS if kind.content_type == media_type), PICTURE)


def kind_of(name: str) -> FileKind | None:
    """Return the kind of a file that is kept, by its name."""
    suffix = PurePosixPath(name).suffix
    return next((kind for kind in KINDS if kind.suffix == suffix), None)


def checked(content: bytes, kind: FileKind) -> bytes:
    """Return a file that is no picture as it is kept.

    Raises:
        NotOfItsKind: it is something else.
    """
    is_what_it_says = _is_pdf(content) if kind is PDF else _is_text(content)
    if not is_what_it_says:
        raise NotOfItsKind
    return content


def _is_pdf(content: bytes) -> bool:
    return content.startswith((b"%PDF-1.", b"%PDF-2.")) and b"%%EOF" in content[-PDF_END:]


def _is_text(content: bytes) -> bool:
    """Whether it is text in UTF-8, and something of it."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return bool(content.strip()) and not NO_TEXT.intersection(content)
