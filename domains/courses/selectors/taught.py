"""Reads of taught courses: the catalogue, and what somebody teaches."""

from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, TextField, Value, When
from django.db.models.functions import Concat

from domains.courses import models
from domains.kit.expressions import Parent, given, is_found
from domains.kit.search import matching
from domains.kit.text import plain_words
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users.access import sees_profile
from domains.users.models import User

Taught = VisibleQuerySet[models.TaughtCourse]

ORDERS = {
    "newest": ("-published_at",),
    "popular": ("-enrollment_count",),
    "title": ("title",),
    "relevance": ("-relevance", "-published_at"),
}


def courses(
    viewer: Viewer,
    *,
    category: str | None = None,
    level: str | None = None,
    tag: str | None = None,
    teacher: str | None = None,
    order: str = "newest",
    search: str | None = None,
) -> Taught:
    """Return what is published, as far as it fits every condition that is given, and the search.

    Raises:
        TooLong
    """
    found = models.TaughtCourse.objects.visible_to(viewer).filter(is_published=True)
    if category is not None:
        found = found.filter(category=category)
    if level is not None:
        found = found.filter(level=level)
    if tag is not None:
        tagged = models.CourseTag.objects.filter(course=OuterRef("pk"), tag=given(tag).map(plain_words))
        found = found.filter(Exists(tagged))
    if teacher is not None:
        found = found.filter(teacher__username=given(teacher).map(str.lower))
    if search is not None and given(search):
        return matching(found, search).order_by(*ORDERS[order])
    return found.order_by(*ORDERS["newest" if order == "relevance" else order])


def courses_taught(viewer: Viewer) -> Taught:
    """Return the courses that the viewer teaches, drafts too, the latest first."""
    return models.TaughtCourse.objects.visible_to(viewer).filter(teacher=viewer.id).order_by("-created_at")


def created_courses(viewer: Viewer, parent: Parent) -> Taught:
    """The courses that this person teaches, the latest first; drafts to themselves and staff only."""
    profile = is_found(User.objects.filter(sees_profile(viewer), pk=parent))
    return models.TaughtCourse.objects.visible_to(viewer).filter(profile).filter(teacher=parent).order_by("-created_at")


def prerequisites(viewer: Viewer, parent: Parent) -> Taught:
    """The courses to be completed first, by title, as far as you see them."""
    return models.TaughtCourse.objects.visible_to(viewer).filter(prerequisite_of=parent).order_by("title")


def thumbnail_url(viewer: Viewer) -> Any:  # noqa: ARG001 - the same for everybody
    """Return the web address of a course's picture, which it may not have."""
    address = Concat(Value(settings.MEDIA_URL), F("thumbnail"), output_field=TextField())
    return Case(When(thumbnail="", then=Value("")), default=address, output_field=TextField())
