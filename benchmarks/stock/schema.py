"""The root fields that the operations need."""

from collections.abc import Iterable
from typing import Any

import strawberry
import strawberry_django
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types import Info
from strawberry_django.optimizer import DjangoOptimizerExtension
from strawberry_django.relay import DjangoListConnection

from benchmarks.stock.types import Activity, Project
from domains.feed import selectors as feed
from domains.feed.inputs import FeedScope
from domains.kit import ids, merging
from domains.projects import models, selectors, services
from domains.projects.access import PUBLIC
from domains.projects.inputs import ProjectOrder
from domains.projects.models import ProjectType
from domains.projects.selectors.explore import ORDERS

# The largest page that is asked for, and one more: the selector's rows are had from each person's newest, which
# takes the size of the page; as a plain queryset the feed of somebody who follows very many takes seconds.
FEED_PAGE = 51


@strawberry.input
class ProjectFilter:
    """Which projects."""

    type: ProjectType | None = None


@strawberry.type
class UserError:
    """Why a mutation was refused."""

    code: str
    message: str
    path: list[str]


@strawberry.type
class LikePayload:
    """The answer to a like."""

    project: Project | None
    errors: list[UserError]


@strawberry.input
class LikeInput:
    """Which project."""

    project_id: strawberry.ID


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry_django.field
    def project(self, owner: str, slug: str) -> Project | None:
        """Return the project at an owner's address."""
        found: Any = models.Project.objects.filter(user__username=owner, slug=slug)
        return found  # type: ignore[no-any-return]

    @strawberry_django.connection(DjangoListConnection[Project])
    def explore(
        self, filter: ProjectFilter | None = None, order: ProjectOrder = ProjectOrder.NEWEST
    ) -> Iterable[Project]:
        """Return public projects; what of them is seen, the type's own queryset says."""
        found: Any = models.Project.objects.filter(PUBLIC)
        if filter and filter.type:
            found = found.filter(type=filter.type)
        return found.order_by(*ORDERS[order.value], "-pk")  # type: ignore[no-any-return]

    @strawberry_django.connection(DjangoListConnection[Activity])
    def activity_feed(self, info: Info, scope: FeedScope = FeedScope.PUBLIC) -> Iterable[Activity]:
        """Return the activities of a scope."""
        rows: Any = feed.activity_feed(info.context.viewer, scope=scope.value).order_by("-created_at", "-pk")
        return merging.page(rows, FEED_PAGE) if rows.owners else rows


@strawberry.type
class Mutation:
    """What can be done."""

    @strawberry_django.mutation
    def like_project(self, info: Info, input: LikeInput) -> LikePayload:
        """Like a project."""
        return _liked(info, input, services.like_project)

    @strawberry_django.mutation
    def unlike_project(self, info: Info, input: LikeInput) -> LikePayload:
        """Like a project no longer."""
        return _liked(info, input, services.unlike_project)


def _liked(info: Info, input: LikeInput, service: Any) -> LikePayload:
    viewer = info.context.viewer
    project = service(viewer=viewer, project_id=ids.key_of("Project", input.project_id, path=["input", "projectId"]))
    rows = models.Project.objects.annotate(is_liked_by_viewer=selectors.is_liked_by_viewer(viewer))
    found: Any = rows.get(pk=project.pk)
    return LikePayload(project=found, errors=[])


schema = strawberry.Schema(Query, Mutation, extensions=[DjangoOptimizerExtension, ParserCache, ValidationCache])
