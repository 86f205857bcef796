"""What people do with projects: make, change, like, comment."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model

from domains.catalog.models import Taxonomy, Tool
from domains.kit.errors import Invalid, NotFound, Required, conflicts, validate
from domains.kit.events import emit
from domains.kit.live import announce
from domains.kit.text import camel, next_free, slug_of
from domains.kit.viewer import Viewer
from domains.projects import models, rules
from domains.projects.errors import CommentsNotAllowed, ExternalUrlTaken, SlugTaken, ThreadTooDeep
from domains.projects.events import CommentAdded, ProjectCreated, ProjectLiked, ProjectUnliked, ProjectUpdated
from domains.users.access import allows
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
    owner = _locked_owner(viewer)
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
    owner = viewer.require_account()
    project = models.Project.objects.select_for_update().filter(pk=project_id, user=owner).first()
    if project is None:
        raise NotFound("There is no such project of yours.", path=["input", "projectId"])
    if not values:
        return project
    _fill(project, values)
    changed = COLUMNS & values.keys()
    validate(project, only=changed)
    with conflicts(CONFLICTS):
        project.save(update_fields=[*changed, "updated_at"])
    _relate(project, values)
    emit(ProjectUpdated(project_id=project.pk, user_id=owner, changed=tuple(sorted(values))))
    return project


@transaction.atomic
def like_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Like a project. Liking twice changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    project = _locked_project(viewer, project_id)
    _, is_new = models.ProjectLike.objects.get_or_create(project=project, user_id=user_id)
    if is_new:
        models.Project.objects.filter(pk=project.pk).update(like_count=F("like_count") + 1)
        emit(ProjectLiked(project_id=project.pk, user_id=user_id))
    return project


@transaction.atomic
def unlike_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Like a project no longer. Not liking it changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    project = _locked_project(viewer, project_id)
    ended, _ = models.ProjectLike.objects.filter(project=project, user_id=user_id).delete()
    if ended:
        models.Project.objects.filter(pk=project.pk).update(like_count=F("like_count") - 1)
        emit(ProjectUnliked(project_id=project.pk, user_id=user_id))
    return project


@transaction.atomic
def add_comment(*, viewer: Viewer, project_id: UUID, content: str, parent_id: UUID | None = None) -> models.Comment:
    """Say something about a project, or answer somebody who did.

    Raises:
        Unauthenticated, NotFound, CommentsNotAllowed, ThreadTooDeep, Refusals
    """
    user_id = viewer.require_account()
    project = models.Project.objects.visible_to(viewer).filter(pk=project_id).first()
    if project is None:
        raise NotFound("There is no such project.", path=["input", "projectId"])
    if project.user_id != user_id and not allows(project.user_id, "allow_comments"):
        raise CommentsNotAllowed(path=["input", "projectId"])
    parent = _comment_to_answer(viewer, project, parent_id)
    comment = models.Comment(
        user_id=user_id,
        project=project,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        content=content,
    )
    if not content.strip():
        raise Required("A comment says something.", path=["input", "content"])
    validate(comment, only=["content"])
    comment.save(force_insert=True)
    announce(rules.comments_topic(project.pk), rules.COMMENT_ADDED, id=str(comment.pk))
    emit(CommentAdded(comment_id=comment.pk, project_id=project.pk, user_id=user_id))
    return comment


def _comment_to_answer(viewer: Viewer, project: models.Project, parent_id: UUID | None) -> models.Comment | None:
    """Return the comment that is answered, if one is, and if it may be."""
    if parent_id is None:
        return None
    path = ["input", "parentId"]
    parent = models.Comment.objects.visible_to(viewer).filter(pk=parent_id, project=project, is_deleted=False).first()
    if parent is None:
        raise NotFound("There is no such comment on this project.", path=path)
    if parent.depth >= rules.DEEPEST_COMMENT:
        raise ThreadTooDeep(path=path)
    return parent


def _locked_owner(viewer: Viewer) -> User:
    """Return the viewer's account, locked, so that its projects are made one after the other."""
    return User.objects.select_for_update(no_key=True).get(pk=viewer.require_account())


def _locked_project(viewer: Viewer, project_id: UUID) -> models.Project:
    """Return a project that the viewer sees, locked, so that its counts follow its likes."""
    project = (
        models.Project.objects.visible_to(viewer)
        .filter(pk=project_id)
        .select_for_update(no_key=True, of=("self",))
        .first()
    )
    if project is None:
        raise NotFound("There is no such project.", path=["input", "projectId"])
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
