"""Searching projects with PostgreSQL's own full-text search."""

from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast, Floor

from domains.kit.errors import TooLong
from domains.kit.expressions import given
from domains.projects import rules
from domains.projects.selectors.projects import Projects

# The language in which words are brought to their stems, as in the function `projects_words`.
CONFIG = "english"


def query_of(search: Any) -> SearchQuery:
    """Return what people write into a search box as a query: words, "phrases", `or`, `-without`."""
    return SearchQuery(search, config=CONFIG, search_type="websearch")


def matching(projects: Projects, search: str) -> Projects:
    """Return the projects that match, each with what was searched and how well it matches.

    Raises:
        TooLong
    """
    searched = given(search).map(_short_enough)
    query = query_of(searched)
    # A whole number: what a cursor carries compares exactly.
    relevance = Cast(Floor(SearchRank(F("words"), query) * Value(1_000_000)), IntegerField())
    return projects.filter(words=query).annotate(relevance=relevance, searched=searched)  # type: ignore[return-value]


def _short_enough(search: str) -> str:
    if len(search) > rules.SEARCH_LENGTH:
        raise TooLong(f"A search has {rules.SEARCH_LENGTH} characters at most.", path=["search"])
    return search


def excerpt(searched: Any) -> SearchHeadline:
    """Return the places of a project's text where something was found, marked."""
    return SearchHeadline(
        Func(F("description"), F("content"), function="projects_text", output_field=TextField()),
        query_of(searched),
        config=CONFIG,
        start_sel=rules.FOUND,
        stop_sel=rules.FOUND_END,
        max_words=25,
        min_words=8,
        short_word=0,  # type: ignore[arg-type]  # the stubs expect a text
        max_fragments=2,
        fragment_delimiter=" … ",
    )
