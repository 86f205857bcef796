"""Reads of how far learners are in taught courses."""

from typing import Any

from django.conf import settings
from django.db.models import Case, F, OuterRef, Q, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat

from domains.courses import models
from domains.courses.access import may_take, teaches
from domains.kit.expressions import Parent, is_found
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet

Enrollments = VisibleQuerySet[models.CourseEnrollment]
Completions = VisibleQuerySet[models.LessonCompletion]
Submissions = VisibleQuerySet[models.ExerciseSubmission]


def enrollments(viewer: Viewer, parent: Parent) -> Enrollments:
    """The taught courses that this person takes, as far as you may know, the last begun first."""
    return models.CourseEnrollment.objects.visible_to(viewer).filter(student=parent).order_by("-enrolled_at")


def enrollments_of_course(viewer: Viewer, parent: Parent) -> Enrollments:
    """Who takes the course, the last enrolled first: its teacher's to see; others see themselves alone."""
    return models.CourseEnrollment.objects.visible_to(viewer).filter(course=parent).order_by("-enrolled_at")


def viewer_enrollment(viewer: Viewer, parent: Parent) -> Enrollments:
    """How you take the course; null where you do not."""
    return models.CourseEnrollment.objects.visible_to(viewer).filter(course=parent).filter(student=viewer.id)


def viewer_completion(viewer: Viewer, parent: Parent) -> Completions:
    """That you completed the lesson; null where you did not."""
    return models.LessonCompletion.objects.visible_to(viewer).filter(lesson=parent).filter(student=viewer.id)


def viewer_submissions(viewer: Viewer, parent: Parent) -> Submissions:
    """Your attempts, the last one first."""
    own = models.ExerciseSubmission.objects.visible_to(viewer).filter(exercise=parent).filter(student=viewer.id)
    return own.order_by("-started_at")


def submissions_of_exercise(viewer: Viewer, parent: Parent) -> Submissions:
    """All attempts that you may see, the last one first: the teacher sees those of all learners."""
    return models.ExerciseSubmission.objects.visible_to(viewer).filter(exercise=parent).order_by("-started_at")


def notes(viewer: Viewer) -> Any:
    """Return what a learner wrote down for themselves."""
    return Case(When(student=viewer.id, then=F("notes")), default=Value(None))


def lessons_of_course(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.Lesson]:
    """Its lessons, in their order."""
    return models.Lesson.objects.visible_to(viewer).filter(course=parent).order_by("order")


def exercises_of_lesson(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.LessonExercise]:
    """Its exercises, the oldest first; for the enrolled, the teacher and staff."""
    return models.LessonExercise.objects.visible_to(viewer).filter(lesson=parent).order_by("created_at")


def taught(column: str) -> Any:
    """Return the expression of what is in a lesson: null to who does not take the course."""
    return lambda viewer: Case(When(may_take(viewer), then=F(column)), default=Value(None))


def exercise_content(viewer: Viewer) -> Any:
    """Return what an exercise asks: of one with a time limit only once the learner has begun."""
    begun = models.ExerciseSubmission.objects.filter(exercise=OuterRef("pk"), student=viewer.id)
    shown = Q(time_limit_minutes=None) | teaches(viewer, "lesson__course") | is_found(begun)
    return Case(When(shown, then=F("content")), default=Value(None))


def file_url(viewer: Viewer) -> Any:  # noqa: ARG001 - who sees the attempt sees its file
    """Return the path of the file that was handed in; null where none was."""
    name = KeyTextTransform("file", "submission_data")
    path = Concat(Value(settings.MEDIA_URL), name, output_field=TextField())
    return Case(When(submission_data__has_key="file", then=path), default=Value(None), output_field=TextField())
