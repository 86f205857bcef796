"""Looking for projects."""

from domains.kit.expressions import given
from domains.kit.search import matching
from domains.kit.text import plain_words
from domains.kit.viewer import Viewer
from domains.projects import access, models
from domains.projects.selectors.projects import Projects

ORDERS = {
    "newest": ("-created_at",),
    "trending": ("-engagement_velocity", "-created_at"),
    "relevance": ("-relevance", "-created_at"),
    "most_liked": ("-like_count", "-created_at"),
}


def explore(
    viewer: Viewer,
    *,
    type: str | None = None,
    tool: str | None = None,
    category: str | None = None,
    topic: str | None = None,
    order: str = "newest",
    search: str | None = None,
) -> Projects:
    """Return what is public, as far as it fits every condition that is given, and the search.

    Raises:
        TooLong
    """
    found = models.Project.objects.visible_to(viewer).filter(access.PUBLIC)
    if type is not None:
        found = found.filter(type=type)
    if tool is not None:
        found = found.filter(tools__slug=tool)
    if category is not None:
        found = found.filter(categories__slug=category)
    if topic is not None:
        found = found.filter(topics__contains=[given(topic).map(plain_words)])
    if search is not None and given(search):
        return matching(found, search).order_by(*ORDERS[order])
    return found.order_by(*ORDERS["newest" if order == "relevance" else order])
