"""Reads of the blueprint, of generated courses, and of what somebody takes."""

from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from domains.courses import models
from domains.courses.selectors.courses import Courses
from domains.kit.expressions import Parent
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet

Modules = VisibleQuerySet[models.GeneratedModule]


def blueprint(viewer: Viewer) -> VisibleQuerySet[models.BlueprintModule]:
    """Return the modules of the blueprint, in their order."""
    return models.BlueprintModule.objects.visible_to(viewer).order_by("module_number")


def modules_of_course(viewer: Viewer, parent: Parent) -> Modules:
    """Its modules, in their order, as far as they are made; its learner's and staff's to see."""
    return models.GeneratedModule.objects.visible_to(viewer).filter(course=parent).order_by("order_index")


def generation_of_course(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.CourseGeneration]:
    """How its generation is; null to others than its learner and staff."""
    return models.CourseGeneration.objects.visible_to(viewer).filter(course=parent)


def courses_to_follow(viewer: Viewer) -> VisibleQuerySet[models.GeneratedCourse]:
    """Return the courses of whose generation the viewer may hear."""
    known = models.CourseGeneration.objects.visible_to(viewer).order_by().values("course")
    courses: VisibleQuerySet[models.GeneratedCourse] = models.GeneratedCourse.objects.visible_to(viewer)
    return courses.filter(pk__in=known)


def shown_content(viewer: Viewer) -> Any:  # noqa: ARG001 - the same for all who see the module
    """Return what is in a module that is not locked."""
    return Case(When(is_locked=False, then=F("content")), default=Value(None))


def courses_of_user(viewer: Viewer, parent: Parent) -> Courses:
    """The courses of either kind that this person takes, as far as you may know, the last begun first."""
    enrolled = models.CourseEnrollment.objects.visible_to(viewer).filter(student=parent)
    generated = models.GeneratedCourse.objects.filter(user=parent)
    taken = enrolled.order_by().values("course").union(generated.order_by().values("pk"), all=True)
    begun = Coalesce(
        Subquery(enrolled.filter(course=OuterRef("pk")).values("enrolled_at")),
        Subquery(generated.filter(pk=OuterRef("pk")).values("start_date")),
    )
    courses: Courses = models.Course.objects.visible_to(viewer).filter(pk__in=taken)
    # Placed by when it was begun, which is no column of its own.
    return courses.annotate(begun_at=begun).order_by("-begun_at")  # type: ignore[return-value]
