"""Looking at projects: a viewer counts once a day."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from domains.kit import clock
from domains.kit.viewer import Viewer
from domains.projects import models
from domains.projects.services.locks import locked_project, seen_project
from domains.projects.services.news import tell_views


@transaction.atomic
def record_project_view(*, viewer: Viewer, project_id: UUID) -> models.Project:
    """Remember that somebody looked at a project today. Who has not signed in does not count.

    Raises:
        NotFound
    """
    project = seen_project(viewer, project_id)
    view: dict[str, Any] = {"project": project, "user_id": viewer.user_id, "day": clock.now().date()}
    # Most look again and again: those wait for nobody.
    if viewer.is_anonymous or models.ProjectView.objects.filter(**view).exists():
        return project
    project = locked_project(viewer, project_id)
    _, is_new = models.ProjectView.objects.get_or_create(**view)
    if is_new:
        models.Project.objects.filter(pk=project.pk).update(view_count=F("view_count") + 1)
        tell_views(project)
    return project
