"""What a search shows of projects."""

from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import F, Func, TextField

from domains.kit.search import CONFIG, query_of
from domains.projects import rules


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
