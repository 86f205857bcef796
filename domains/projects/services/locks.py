"""The rows that a verb holds while it works, as far as the viewer sees them."""

from uuid import UUID

from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects import models
from domains.users.access import not_blocked
from domains.users.models import User


def locked_owner(viewer: Viewer) -> User:
    """Return the viewer's account, locked, so that what is one of its kind is done one after the other.

    Raises:
        Unauthenticated
    """
    return User.objects.select_for_update(no_key=True).get(pk=viewer.require_account())


def seen_project(viewer: Viewer, project_id: UUID) -> models.Project:
    """Return a project that the viewer sees.

    Raises:
        NotFound
    """
    return _first(models.Project.objects.visible_to(viewer).filter(pk=project_id))


def locked_project(viewer: Viewer, project_id: UUID) -> models.Project:
    """Return a project that the viewer sees, locked, so that its counts follow its rows.

    Raises:
        NotFound
    """
    seen = models.Project.objects.visible_to(viewer).filter(pk=project_id)
    return _first(seen.select_for_update(no_key=True, of=("self",)))


def reached_project(viewer: Viewer, project_id: UUID) -> models.Project:
    """Return a project whose owner the viewer reaches, locked.

    Staff sees what is behind a block, but reaches nobody there.

    Raises:
        NotFound
    """
    seen = models.Project.objects.visible_to(viewer).filter(not_blocked(viewer, "user"), pk=project_id)
    return _first(seen.select_for_update(no_key=True, of=("self",)))


def locked_own_project(viewer: Viewer, project_id: UUID) -> models.Project:
    """Return a project of the viewer's own, locked.

    Raises:
        Unauthenticated, NotFound
    """
    owner = viewer.require_account()
    project = models.Project.objects.select_for_update().filter(pk=project_id, user=owner).first()
    if project is None:
        raise NotFound("There is no such project of yours.", path=["input", "projectId"])
    return project


def locked_comment(comments: VisibleQuerySet[models.Comment], comment_id: UUID) -> models.Comment:
    """Return the one of these comments, locked: what is asked of it still holds once the lock is had.

    Raises:
        NotFound
    """
    comment = comments.filter(pk=comment_id).select_for_update(no_key=True, of=("self",)).first()
    if comment is None:
        raise NotFound("There is no such comment.", path=["input", "commentId"])
    return comment


def _first(projects: VisibleQuerySet[models.Project]) -> models.Project:
    project = projects.first()
    if project is None:
        raise NotFound("There is no such project.", path=["input", "projectId"])
    return project
