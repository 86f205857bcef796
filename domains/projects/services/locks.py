"""The rows that a verb holds while it works, as far as the viewer sees them."""

from uuid import UUID

from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects import models


def locked_project(viewer: Viewer, project_id: UUID) -> models.Project:
    """Return a project that the viewer sees, locked, so that its counts follow its rows.

    Raises:
        NotFound
    """
    project = (
        models.Project.objects.visible_to(viewer)
        .filter(pk=project_id)
        .select_for_update(no_key=True, of=("self",))
        .first()
    )
    if project is None:
        raise NotFound("There is no such project.", path=["input", "projectId"])
    return project


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
