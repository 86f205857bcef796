"""What a search found in a project."""

from typing import Any, Optional

from strawberry.annotation import StrawberryAnnotation

from domains.kit import loading
from domains.kit.context import Info
from domains.kit.fields import Declaration, Field
from domains.projects import rules, selectors


class FoundExcerpt(Declaration):
    """The excerpt of a row that a search found: the row carries what was searched."""

    async def resolve(
        self,
        field: Field,  # noqa: ARG002
        source: Any,
        info: Info,
        arguments: dict[str, Any],  # noqa: ARG002
    ) -> str | None:
        """Return the excerpt, made together with those of all other rows of the answer."""
        searched = getattr(source, "searched", None)
        if searched is None:
            return None
        excerpt = selectors.Excerpt(searched)
        headline = await loading.expressions(info.context, type(source)).load((source.pk, excerpt))
        return None if headline is None else rules.excerpt_html(headline)


search_excerpt = Field(
    declared=FoundExcerpt(),
    type_annotation=StrawberryAnnotation(Optional[str]),
    description="Where the search found something, as HTML that is safe to show: text and `<mark>`. Null elsewhere.",
)
