"""Searching rows with PostgreSQL's own full-text search: those of a model with a column `words`."""

from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, IntegerField, Model, Value
from django.db.models.functions import Cast, Floor

from domains.kit.errors import TooLong
from domains.kit.expressions import given
from domains.kit.visibility import VisibleQuerySet

ModelT = TypeVar("ModelT", bound=Model)

# The language in which words are brought to their stems, as in the functions that make the columns.
CONFIG = "english"
SEARCH_LENGTH = 200


def query_of(search: Any) -> SearchQuery:
    """Return what people write into a search box as a query: words, "phrases", `or`, `-without`."""
    return SearchQuery(search, config=CONFIG, search_type="websearch")


def matching(rows: VisibleQuerySet[ModelT], search: str) -> VisibleQuerySet[ModelT]:
    """Return the rows that match, each with what was searched and how well it matches.

    Raises:
        TooLong
    """
    searched = given(search).map(_short_enough)
    query = query_of(searched)
    # A whole number: what a cursor carries compares exactly.
    relevance = Cast(Floor(SearchRank(F("words"), query) * Value(1_000_000)), IntegerField())
    return rows.filter(words=query).annotate(relevance=relevance, searched=searched)  # type: ignore[return-value]


def _short_enough(search: str) -> str:
    if len(search) > SEARCH_LENGTH:
        raise TooLong(f"A search has {SEARCH_LENGTH} characters at most.", path=["search"])
    return search
