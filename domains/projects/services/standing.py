"""Where a project stands: put away or not, first on its owner's profile or not."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from domains.kit.errors import NotFound
from domains.kit.events import emit
from domains.kit.viewer import Viewer
from domains.projects import models
from domains.projects.errors import ProjectIsArchived
from domains.projects.events import ProjectArchived, ProjectHighlighted, ProjectRestored
from domains.projects.services.locks import locked_own_project, locked_owner
from domains.projects.services.news import tell_change


@transaction.atomic
def archive_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Put a project of one's own away: out of everybody's sight, and off the top of the profile. Twice is once.

    Raises:
        Unauthenticated, NotFound
    """
    project = locked_own_project(viewer, project_id)
    if not project.is_archived:
        project.is_archived, project.is_highlighted = True, False
        project.save(update_fields=["is_archived", "is_highlighted", "updated_at"])
        tell_change(project)
        emit(ProjectArchived(project_id=project.pk, user_id=project.user_id))
    return project


@transaction.atomic
def restore_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Take a project of one's own out again. Twice is once.

    Raises:
        Unauthenticated, NotFound
    """
    project = locked_own_project(viewer, project_id)
    if project.is_archived:
        project.is_archived = False
        project.save(update_fields=["is_archived", "updated_at"])
        tell_change(project)
        emit(ProjectRestored(project_id=project.pk, user_id=project.user_id))
    return project


@transaction.atomic
def highlight_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Let a project stand first on one's profile, in place of the one that did. Twice is once.

    Raises:
        Unauthenticated, NotFound, ProjectIsArchived
    """
    # Whoever highlights holds the account, so that two highlights come one after the other.
    owner = locked_owner(viewer)
    # All rows that may change, in the order in which the job of velocities locks them too.
    rows = models.Project.objects.select_for_update().filter(Q(pk=project_id) | Q(is_highlighted=True), user=owner)
    others = {row.pk: row for row in rows.order_by("pk")}
    project = others.pop(project_id, None)
    if project is None:
        raise NotFound("There is no such project of yours.", path=["input", "projectId"])
    if project.is_archived:
        raise ProjectIsArchived(path=["input", "projectId"])
    if project.is_highlighted:
        return project
    for other in others.values():
        _set_highlighted(other, highlighted=False)
    _set_highlighted(project, highlighted=True)
    emit(ProjectHighlighted(project_id=project.pk, user_id=owner.pk))
    return project


@transaction.atomic
def unhighlight_project(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Let a project of one's own stand first no longer. Twice is once.

    Raises:
        Unauthenticated, NotFound
    """
    locked_owner(viewer)
    project = locked_own_project(viewer, project_id)
    if project.is_highlighted:
        _set_highlighted(project, highlighted=False)
    return project


def _set_highlighted(project: models.Project, *, highlighted: bool) -> None:
    project.is_highlighted = highlighted
    project.save(update_fields=["is_highlighted", "updated_at"])
    tell_change(project)
