"""The types, as strawberry-django's documentation would have them, with the gateway's own rules of visibility.

The rules are called as functions: the optimizer makes querysets of its own that have no `visible_to`.

Where the shape differs from the gateway's: ids are the plain keys (Strawberry's Relay ids would double its cost of a
thousand rows), cursors are offsets, and followers are the relationships, each with its follower, for nested lists
are paged along relations of Django's only.
"""

from datetime import datetime
from typing import Annotated, Any, Optional, Self

import strawberry
import strawberry_django
from django.db.models import Exists, OuterRef, QuerySet
from strawberry.types import Info
from strawberry_django.relay import DjangoListConnection

from benchmarks.stock import expressions
from benchmarks.stock.catalog import Taxonomy, Tool
from domains.feed import models as feed
from domains.feed.models import ActivityType, ActivityVisibility
from domains.projects import access, models, selectors
from domains.projects.models import ProjectType
from domains.users import access as user_access
from domains.users.access import FOLLOWS, sees_profile
from domains.users.models import User as Account
from domains.users.models import UserRelationship


def annotated(build: Any) -> Any:
    """Return a field that is an expression over the viewer."""
    return strawberry_django.field(annotate=lambda info: build(info.context.viewer))


def in_order(queryset: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Return the rows newest first, unless they have another order."""
    return queryset if queryset.query.order_by else queryset.order_by("-created_at", "-pk")


@strawberry_django.type(UserRelationship)
class Follow:
    """That somebody follows somebody."""

    id: strawberry.ID
    follower: Optional["User"]

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return whose followers and which followers the viewer sees."""
        people = Account.objects.visible_to(info.context.viewer)
        shown = Account.objects.filter(sees_profile(info.context.viewer), pk=OuterRef("following"))
        seen = queryset.filter(Exists(people.filter(pk=OuterRef("follower"))), Exists(shown), status__in=FOLLOWS)
        return seen.order_by("-created_at", "-follower_id")


@strawberry_django.type(Account)
class User:
    """A person."""

    id: strawberry.ID
    username: str
    avatar: str = strawberry_django.field(name="avatarUrl", annotate=expressions.AVATAR)
    web_path: str = strawberry_django.field(annotate=expressions.PROFILE)
    projects: DjangoListConnection["OwnProject"] = strawberry_django.connection()
    followers: DjangoListConnection[Follow] = strawberry_django.connection(field_name="incoming_relationships")

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return the rows that the viewer sees."""
        return user_access.people(queryset, info.context.viewer)


@strawberry_django.type(models.Comment)
class Comment:
    """A comment."""

    id: strawberry.ID
    shown_content: str = strawberry_django.field(name="content", annotate=expressions.CONTENT)
    created_at: datetime
    like_count: int
    author: User | None = strawberry_django.field(field_name="user")
    project: Optional["Project"]

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return the heads of threads: answers are listed nowhere in the benchmark."""
        return in_order(access.comments(queryset, info.context.viewer).filter(parent=None))


@strawberry.type
class ProjectFields:
    """What a project tells wherever it stands."""

    id: strawberry.ID
    slug: str
    title: str
    description: str
    type: ProjectType
    external_url: str
    featured_image_url: str
    banner_url: str
    is_showcased: bool
    is_highlighted: bool
    topics: list[str]
    like_count: int
    view_count: int
    created_at: datetime
    owner: User | None = strawberry_django.field(field_name="user")
    tools: list[Tool]
    categories: list[Taxonomy]
    comments: DjangoListConnection[Comment] = strawberry_django.connection()
    web_path: str = annotated(selectors.web_path)
    is_liked_by_viewer: bool = annotated(selectors.is_liked_by_viewer)


@strawberry_django.type(models.Project)
class Project(ProjectFields):
    """A project."""

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return the rows that the viewer sees."""
        return in_order(access.projects(queryset, info.context.viewer))


@strawberry_django.type(models.Project)
class OwnProject(ProjectFields):
    """A project on somebody's profile, which is seen only with the profile."""

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return the rows that the viewer sees, of owners whose profile they see."""
        shown = Account.objects.filter(sees_profile(info.context.viewer), pk=OuterRef("user"))
        return in_order(access.projects(queryset, info.context.viewer).filter(Exists(shown)))


Reference = Annotated[Project | Comment | User, strawberry.union("ActivityReference")]


@strawberry_django.type(feed.Activity)
class Activity:
    """An activity; the selector of the feed asks what is seen of it."""

    id: strawberry.ID
    activity_type: ActivityType
    visibility: ActivityVisibility
    created_at: datetime
    actor: User | None = strawberry_django.field(field_name="user")

    @strawberry_django.field(only=["reference_type", "reference_id"])
    async def reference(self: Self, info: Info) -> Reference | None:
        """Return what it is about."""
        row: Any = self
        return await info.context.references[row.reference_type].load(row.reference_id) if row.reference_id else None
