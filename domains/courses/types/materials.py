"""Further material of lessons, as clients see it."""

from collections.abc import Mapping
from typing import Any

import strawberry

from domains.courses.models import LessonMaterialKind
from domains.courses.rules.materials import LINK, address_of, materials_in


@strawberry.type(description="Further material of a lesson.")
class LessonMaterial:
    """A link or a file."""

    title: str = strawberry.field(description="What it is.")
    kind: LessonMaterialKind = strawberry.field(description="Whether it is a link or a file.")
    url: str = strawberry.field(description="Where it is: a web address, or for a file its path at this server.")
    content_type: str | None = strawberry.field(description="The content type of a file; null for a link.")
    size: int | None = strawberry.field(description="How many bytes a file has; null for a link.")


def materials_of(stored: Any) -> list[LessonMaterial] | None:
    """Return stored materials as what they are; null where they are not shown."""
    return None if stored is None else [_material(each) for each in materials_in(stored)]


def _material(stored: Mapping[str, Any]) -> LessonMaterial:
    is_link = stored["kind"] == LINK
    return LessonMaterial(
        title=stored["title"],
        kind=LessonMaterialKind(stored["kind"]),
        url=address_of(stored),
        content_type=None if is_link else str(stored.get("contentType", "")),
        size=None if is_link else stored["size"],
    )
