"""What an activity is about: a key of one of three tables, which no relation of Django's follows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db.models import Prefetch, QuerySet
from strawberry.dataloader import DataLoader

from benchmarks.stock import expressions
from domains.kit.viewer import Viewer
from domains.projects import models
from domains.projects.selectors import web_path
from domains.users.models import User


def references(viewer: Viewer) -> dict[str, DataLoader[UUID, Any]]:
    """Return a loader for each kind, whose rows have what the optimizer would add elsewhere."""
    projects = models.Project.objects.visible_to(viewer).annotate(web_path=web_path(viewer))
    comments = models.Comment.objects.visible_to(viewer).annotate(shown_content=expressions.CONTENT)
    return {
        "projects.Project": DataLoader(_loading(projects)),
        "projects.Comment": DataLoader(_loading(comments.prefetch_related(Prefetch("project", projects)))),
        "users.User": DataLoader(_loading(User.objects.visible_to(viewer).annotate(web_path=expressions.PROFILE))),
    }


def _loading(rows: QuerySet[Any, Any]) -> Callable[[list[UUID]], Any]:
    @sync_to_async
    def load(keys: list[UUID]) -> list[Any]:
        found = rows.in_bulk(keys)
        return [found.get(key) for key in keys]

    return load
