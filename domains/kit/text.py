"""Small things about words: cases, slugs, what can be stored."""

from django.utils.text import slugify

SLUG_LENGTH = 80


def camel(name: str) -> str:
    """Return `like_count` as `likeCount`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def slug_of(title: str, *, fallback: str) -> str:
    """Return a title as part of a URL; `fallback` where no letter of it fits one."""
    return slugify(title)[:SLUG_LENGTH].strip("-_") or fallback


def next_free(slug: str, taken: set[str]) -> str:
    """Return the slug, or the first of `slug-2`, `slug-3` … that is not taken."""
    if slug not in taken:
        return slug
    number = 2
    while (candidate := f"{slug[: SLUG_LENGTH - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return candidate


def plain_words(text: str) -> str:
    """Return a text as words are stored and looked for: lower case, single spaces."""
    return " ".join(text.lower().split())


def is_storable(text: str) -> bool:
    """Tell whether PostgreSQL can hold a text: it knows neither NUL nor half of a surrogate pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))
