"""Making and changing projects."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from domains.catalog.models import Taxonomy, Tool
from domains.kit.errors import Invalid, NotFound, Required, conflicts, validate
from domains.kit.events import emit
from domains.kit.text import camel, next_free, slug_of
from domains.kit.viewer import Viewer
from domains.projects import models, rules
from domains.projects.errors import ExternalUrlTaken, SlugTaken
from domains.projects.events import ProjectCreated, ProjectUpdated
from domains.projects.services.locks import locked_own_project, locked_owner
from domains.projects.services.news import tell_change
from domains.users.models import User

RowT = TypeVar("RowT", bound=Model)

COLUMNS = {
    "title", "slug", "description", "type", "is_showcased", "is_private", "banner_url", "featured_image_url",
    "external_url", "topics", "content",
}  # fmt: skip
CONFLICTS = {
    "project_slug_unique": lambda: SlugTaken(path=["input", "slug"]),
    "project_external_url_unique": lambda: ExternalUrlTaken(path=["input", "externalUrl"]),
}


@transaction.atomic
def create_project(*, viewer: Viewer, values: Mapping[str, Any]) -> models.Project:
    """Make a project.

    Args:
        viewer: whose it will be.
        values: columns of the project, and `tools` and `categories` as keys. A slug that is not given is made
            from the title and made unique.

    Raises:
        Unauthenticated, Refusals, SlugTaken, ExternalUrlTaken, NotFound
    """
    owner = locked_owner(viewer)
    project = models.Project(user=owner)
    _fill(project, {name: value for name, value in values.items() if name != "slug" or value})
    if not project.slug:
        project.slug = _free_slug(owner, project.title)
    validate(project, only=COLUMNS)
    with conflicts(CONFLICTS):
        project.save(force_insert=True)
    _relate(project, values)
    emit(ProjectCreated(project_id=project.pk, user_id=owner.pk))
    return project


@transaction.atomic
def update_project(*, viewer: Viewer, project_id: UUID, values: Mapping[str, Any]) -> models.Project:
    """Change some of one's own project; what is not named stays.

    Raises:
        Unauthenticated, NotFound, Refusals, SlugTaken, ExternalUrlTaken
    """
    project = locked_own_project(viewer, project_id)
    if not values:
        return project
    _fill(project, values)
    changed = COLUMNS & values.keys()
    validate(project, only=changed)
    with conflicts(CONFLICTS):
        project.save(update_fields=[*changed, "updated_at"])
    _relate(project, values)
    tell_change(project)
    emit(ProjectUpdated(project_id=project.pk, user_id=project.user_id, changed=tuple(sorted(values))))
    return project


def _fill(project: models.Project, values: Mapping[str, Any]) -> None:
    """Put the given values into the row, in the form they are stored in."""
    for name, value in values.items():
        if value is None:
            raise Required(f"`{camel(name)}` can be left out, but not null.", path=["input", camel(name)])
    for name in COLUMNS & values.keys():
        setattr(project, name, values[name].strip() if name in {"title", "slug"} else values[name])
    if "topics" in values:
        project.topics = rules.checked_topics(values["topics"])
    if "content" in values:
        project.content = rules.checked_content(values["content"])


def _free_slug(owner: User, title: str) -> str:
    """Return a slug for this title that no other project of the owner has; the owner's row is locked."""
    slug = slug_of(title, fallback="project")
    taken = models.Project.objects.filter(user=owner, slug__startswith=slug[:70]).values_list("slug", flat=True)
    return next_free(slug, set(taken))


def _relate(project: models.Project, values: Mapping[str, Any]) -> None:
    """Set what the project was made with and what it is sorted by, where that is given."""
    if "tools" in values:
        project.tools.set(_active(Tool, values["tools"], rules.MOST_TOOLS, "tools"))
    if "categories" in values:
        project.categories.set(_active(Taxonomy, values["categories"], rules.MOST_CATEGORIES, "categories"))


def _active(model: type[RowT], keys: Sequence[UUID], most: int, name: str) -> list[RowT]:
    """Return the rows of these keys, all of them."""
    path = ["input", name]
    wanted = set(keys)
    if len(wanted) > most:
        raise Invalid(f"A project has {most} {name} at most.", path=path)
    rows = list(model._default_manager.filter(pk__in=wanted, is_active=True))
    if len(rows) < len(wanted):
        raise NotFound(f"Some of these {name} do not exist.", path=path)
    return rows
