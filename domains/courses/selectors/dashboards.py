"""What teachers know of how their courses go: null to everybody but them and staff."""

from typing import Any

from django.db.models import Avg, Case, OuterRef, Subquery, Value, When

from domains.courses import models
from domains.kit.counts import number_of
from domains.kit.viewer import Viewer


def completed_count(viewer: Viewer) -> Any:
    """Return how many completed the course."""
    completed = models.CourseEnrollment.objects.filter(course=OuterRef("pk"), completed=True)
    return _to_teacher(viewer, number_of(completed, "course"))


def average_progress(viewer: Viewer) -> Any:
    """Return how far the enrolled are on average."""
    enrolled = models.CourseEnrollment.objects.filter(course=OuterRef("pk")).order_by().values("course")
    return _to_teacher(viewer, Subquery(enrolled.annotate(mean=Avg("progress_percentage")).values("mean")))


def to_grade_count(viewer: Viewer) -> Any:
    """Return how many attempts wait to be graded."""
    waiting = models.ExerciseSubmission.objects.filter(
        exercise__lesson__course=OuterRef("pk"), submitted_at__isnull=False, graded_at=None
    )
    return _to_teacher(viewer, number_of(waiting, "exercise__lesson__course"))


def _to_teacher(viewer: Viewer, expression: Any) -> Any:
    """Return an expression over a course that its teacher and staff see."""
    return expression if viewer.is_staff else Case(When(teacher=viewer.id, then=expression), default=Value(None))
