"""Reads of courses of both kinds."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FloatField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from domains.courses import models
from domains.kit import ids
from domains.kit.expressions import Parent
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet

Courses = VisibleQuerySet[models.Course]
# The types of the interface, as ids name them.
COURSES = ("TaughtCourse", "GeneratedCourse")


def course(viewer: Viewer, id: Any) -> Courses:
    """Return the course of an id, whichever kind it is of.

    Raises:
        InvalidId
    """
    return models.Course.objects.visible_to(viewer).filter(pk=ids.bound_key(COURSES, id, path=["id"]))


def saved_courses(viewer: Viewer, parent: Parent) -> Courses:
    """The courses that you keep for later, the last saved first. Empty on everybody else."""
    saved = models.Course.objects.visible_to(viewer).filter(saves__user=parent).filter(saves__user=viewer.id)
    # Placed by when it was saved, which is no column of its own.
    return saved.annotate(saved_at=F("saves__created_at")).order_by("-saved_at")  # type: ignore[return-value]


def tags(viewer: Viewer) -> Any:  # noqa: ARG001 - an expression
    """Return the words that a course is found by, in their order."""
    return ArraySubquery(models.CourseTag.objects.filter(course=OuterRef("pk")).order_by("tag").values("tag"))


def viewer_progress(viewer: Viewer) -> Any:
    """Return how far the viewer is in a course, 0 to 100; null where they do not take it."""
    if viewer.is_anonymous:
        return Value(None, output_field=FloatField())
    enrolled = models.CourseEnrollment.objects.filter(student=viewer.id, course=OuterRef("pk"))
    own = models.GeneratedCourse.objects.filter(user=viewer.id, pk=OuterRef("pk"))
    taken = Cast(Subquery(own.values("progress_percentage")), FloatField())
    return Coalesce(Subquery(enrolled.values("progress_percentage")), taken)


def is_saved_by_viewer(viewer: Viewer) -> Any:
    """Return whether the viewer keeps the course for later."""
    if viewer.is_anonymous:
        return Value(False)  # noqa: FBT003
    return Exists(models.CourseSave.objects.filter(course=OuterRef("pk"), user=viewer.id))
