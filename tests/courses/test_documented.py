"""What people are told of courses is what there is."""

import re
from pathlib import Path

from django.conf import settings

from domains.courses import errors
from domains.courses.rules.hydration import gaps_in
from domains.kit.errors import Refusal

PAGE = (settings.BASE_DIR / "docs" / "courses.md").read_text(encoding="utf-8")
OPERATIONS = Path(settings.BASE_DIR) / "graphql" / "operations" / "courses"


def test_every_refusal_is_explained() -> None:
    explained = set(re.findall(r"`([A-Z_]+)`", PAGE[PAGE.index("## Refusals") : PAGE.index("## For teachers")]))
    declared = [each for each in vars(errors).values() if isinstance(each, type) and each.__module__ == errors.__name__]

    assert [each.code for each in declared if issubclass(each, Refusal) and each.code not in explained] == []


def test_every_operation_is_named() -> None:
    words = {word.lower() for word in re.findall(r"\w+", PAGE)}

    assert [path.stem for path in OPERATIONS.glob("*.graphql") if path.stem.lower() not in words] == []


def test_the_gaps_that_writers_are_told_of_are_those_that_are_filled() -> None:
    shown = PAGE[PAGE.index("```toml") : PAGE.rindex("```")]

    assert gaps_in(shown) == {"ENTITY_PRIMARY", "CONTAINER"}
