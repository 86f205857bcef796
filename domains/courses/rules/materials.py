"""Further material of lessons: links that are safe to follow, and files that are kept here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from domains.courses.rules.limits import MOST_MATERIALS
from domains.courses.rules.texts import ADDRESS_LENGTH, MATERIAL_TITLE_LENGTH
from domains.kit.errors import Invalid, Refusal, Refusals, Required, TooLong

LINK, FILE = "link", "file"
PATH = ("input", "materials")
SAFE = ("http://", "https://")

_is_address = URLValidator(schemes=["http", "https"])


def checked_links(links: Sequence[Mapping[str, str]] | None) -> list[dict[str, Any]]:
    """Return links as they are stored.

    Raises:
        Required, Invalid
        Refusals: what is wrong with each, with its path.
    """
    if links is None:
        raise Required("This can be left out, but it is never null.", path=PATH)
    if len(links) > MOST_MATERIALS:
        raise _too_many(PATH)
    refusals = [
        refusal
        for place, link in enumerate(links)
        for refusal in (
            title_misfit(link["title"], [*PATH, str(place), "title"]),
            _address_misfit(link["url"], [*PATH, str(place), "url"]),
        )
        if refusal
    ]
    if refusals:
        raise Refusals(refusals)
    return [{"kind": LINK, "title": link["title"].strip(), "url": link["url"]} for link in links]


def title_misfit(title: str, path: Sequence[str]) -> Refusal | None:
    """Return why this is no title of a material, if it is none."""
    if not title.strip():
        return Required("A material has a title.", path=path)
    if len(title) > MATERIAL_TITLE_LENGTH:
        return TooLong(f"A title has {MATERIAL_TITLE_LENGTH} characters at most.", path=path)
    return None


def with_links(materials: Any, links: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return materials with other links: files stay, and come and go by a road of their own.

    Raises:
        Invalid
    """
    return _limited([*links, *(each for each in materials_in(materials) if each["kind"] == FILE)], PATH)


def with_file(materials: Any, **file: Any) -> list[Mapping[str, Any]]:
    """Return materials with one more file.

    Raises:
        Invalid
    """
    return _limited([*materials_in(materials), {"kind": FILE, **file}], ["input", "lessonId"])


def materials_in(stored: Any) -> list[Mapping[str, Any]]:
    """Return stored materials; what the back office may have written and is none is passed over."""
    return [each for each in stored if _is_material(each)] if isinstance(stored, list) else []


def address_of(material: Mapping[str, Any]) -> str:
    """Return where a material is."""
    return str(material["url"]) if material["kind"] == LINK else f"{settings.MEDIA_URL}{material['file']}"


def files_in(stored: Any) -> list[str]:
    """Return the names of the files among stored materials."""
    return [str(each["file"]) for each in materials_in(stored) if each["kind"] == FILE]


def _is_material(stored: Any) -> bool:
    if not isinstance(stored, dict) or not isinstance(stored.get("title"), str):
        return False
    if stored.get("kind") == FILE:
        return isinstance(stored.get("file"), str) and isinstance(stored.get("size"), int)
    address = stored.get("url")
    # Whole addresses were checked when they were written; what runs is never shown.
    return stored.get("kind") == LINK and isinstance(address, str) and address.lower().startswith(SAFE)


def _address_misfit(address: str, path: Sequence[str]) -> Refusal | None:
    """Return why this is no address that is safe to follow, if it is none."""
    if len(address) > ADDRESS_LENGTH:
        return TooLong(f"An address has {ADDRESS_LENGTH} characters at most.", path=path)
    try:
        _is_address(address)
    except ValidationError:
        return Invalid("This is not a web address.", path=path)
    return None


def _limited(materials: list[Mapping[str, Any]], path: Sequence[str]) -> list[Mapping[str, Any]]:
    if len(materials) > MOST_MATERIALS:
        raise _too_many(path)
    return materials


def _too_many(path: Sequence[str]) -> Refusal:
    return Invalid(f"A lesson has {MOST_MATERIALS} materials at most.", path=path)
