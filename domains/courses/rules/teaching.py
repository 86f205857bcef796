"""What holds for what teachers say of courses."""

from collections.abc import Sequence

from domains.courses.rules.texts import MOST_TAGS, TAG_LENGTH
from domains.kit.errors import Invalid, Refusal, Refusals, Required, TooLong
from domains.kit.text import plain_words

TAGS_PATH = ("input", "tags")


def checked_tags(tags: Sequence[str]) -> list[str]:
    """Return the tags as they are stored, each once.

    Raises:
        Invalid, Refusals: one for each tag that does not fit, with its place.
    """
    cleaned = [plain_words(tag) for tag in tags]
    if refusals := [misfit for place, tag in enumerate(cleaned) if (misfit := _misfit(tag, place))]:
        raise Refusals(refusals)
    distinct = list(dict.fromkeys(cleaned))
    if len(distinct) > MOST_TAGS:
        raise Invalid(f"A course has {MOST_TAGS} tags at most.", path=TAGS_PATH)
    return distinct


def _misfit(tag: str, place: int) -> Refusal | None:
    """Return what is wrong with a tag, if anything is."""
    if not tag:
        return Required("A tag says something.", path=[*TAGS_PATH, str(place)])
    if len(tag) > TAG_LENGTH:
        return TooLong(f"A tag has {TAG_LENGTH} characters at most.", path=[*TAGS_PATH, str(place)])
    return None
