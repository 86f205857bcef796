"""Looking for projects."""

from domains.kit.viewer import Viewer
from domains.projects import access, models, rules
from domains.projects.selectors.projects import Projects

ORDERS = {
    "newest": ("-created_at",),
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
) -> Projects:
    """Return what is public, as far as it fits every condition that is given."""
    found = models.Project.objects.visible_to(viewer).filter(access.PUBLIC)
    if type is not None:
        found = found.filter(type=type)
    if tool is not None:
        found = found.filter(tools__slug=tool)
    if category is not None:
        found = found.filter(categories__slug=category)
    if topic is not None:
        found = found.filter(topics__contains=[rules.clean_topic(topic)])
    return found.order_by(*ORDERS[order])
