"""Reads of projects."""

from typing import Any

from django.db.models import Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Concat

from domains.catalog.models import Taxonomy, Tool
from domains.kit.expressions import Parent, given
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects import access, models
from domains.users.access import is_own_or_shown, sees_profile
from domains.users.models import User

Projects = VisibleQuerySet[models.Project]


def project(viewer: Viewer, owner: str, slug: str) -> Projects:
    """Return the project at an owner's address."""
    return models.Project.objects.visible_to(viewer).filter(user__username=given(owner).map(str.lower), slug=slug)


def showcase(viewer: Viewer, parent: Parent) -> Projects:
    """What this person shows off, newest first; private projects to their owner only."""
    return _on_profile(viewer, parent).filter(is_showcased=True, is_archived=False)


def playground(viewer: Viewer, parent: Parent) -> Projects:
    """All of your own projects that are not archived, newest first. Empty on everybody else."""
    return (
        models.Project.objects.visible_to(viewer)
        .filter(user=parent, is_archived=False)
        .filter(user=viewer.id)
        .order_by("-created_at")
    )


def projects_of_user(viewer: Viewer, parent: Parent) -> Projects:
    """This person's projects that you may see, newest first; your own archived ones too."""
    return _on_profile(viewer, parent)


def highlighted(viewer: Viewer, parent: Parent) -> Projects:
    """The project that stands first on this person's profile, if any."""
    return _on_profile(viewer, parent).filter(is_highlighted=True, is_archived=False)


def archived_projects(viewer: Viewer, parent: Parent) -> Projects:
    """What you put away, newest first. Empty on everybody else."""
    return (
        models.Project.objects.visible_to(viewer)
        .filter(user=parent, is_archived=True)
        .filter(user=viewer.id)
        .order_by("-created_at")
    )


def liked_projects(viewer: Viewer, parent: Parent) -> Projects:
    """What this person likes, the last liked first; to others only where the profile and its activity are shown."""
    seen = User.objects.filter(sees_profile(viewer), is_own_or_shown(viewer, "show_activity"), pk=parent)
    liked = models.Project.objects.visible_to(viewer).filter(Exists(seen), likes__user=parent)
    # Placed by when it was liked, which is no column of its own.
    return liked.annotate(liked_at=F("likes__created_at")).order_by("-liked_at")  # type: ignore[return-value]


def _on_profile(viewer: Viewer, parent: Parent) -> Projects:
    """Return a person's projects, newest first; none where the viewer does not see the profile."""
    seen = User.objects.filter(sees_profile(viewer), pk=parent)
    return models.Project.objects.visible_to(viewer).filter(Exists(seen), user=parent).order_by("-created_at")


def projects_of_tool(viewer: Viewer, parent: Parent) -> Projects:
    """The public projects made with this tool, newest first."""
    return models.Project.objects.visible_to(viewer).filter(access.PUBLIC).filter(tools=parent).order_by("-created_at")


def tools_of_project(viewer: Viewer, parent: Parent) -> VisibleQuerySet[Tool]:
    """The AI tools it was made with, by name."""
    return Tool.objects.visible_to(viewer).filter(projects=parent).order_by("name")


def categories_of_project(viewer: Viewer, parent: Parent) -> VisibleQuerySet[Taxonomy]:
    """The terms it is sorted by, by name."""
    return Taxonomy.objects.visible_to(viewer).filter(projects=parent).order_by("name")


def is_liked_by_viewer(viewer: Viewer) -> Any:
    """Return whether the viewer likes the project."""
    if viewer.is_anonymous:
        return Value(False)  # noqa: FBT003
    return Exists(models.ProjectLike.objects.filter(project=OuterRef("pk"), user=viewer.id))


def web_path(viewer: Viewer) -> Any:  # noqa: ARG001 - an expression
    """Return the path of the project's page."""
    return Concat(Value("/"), F("user__username"), Value("/"), F("slug"), output_field=TextField())
