"""Reads of coding exercises, of how far their learners are with them, and of what waits to be graded."""

from typing import Any

from django.db.models import FloatField, JSONField, OuterRef, Subquery, UUIDField, Value
from django.db.models.functions import Cast

from domains.courses import models
from domains.kit.expressions import Parent
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet

Exercises = VisibleQuerySet[models.CodingExercise]
Progress = VisibleQuerySet[models.CodingProgress]
Completions = VisibleQuerySet[models.ModuleCompletion]
Reviews = VisibleQuerySet[models.ArchitectureReview]
Tasks = VisibleQuerySet[models.GradingTask]


def exercises(viewer: Viewer, parent: Parent) -> Exercises:
    """Its coding exercises, in their order; none while it is locked."""
    return models.CodingExercise.objects.visible_to(viewer).filter(module=parent).order_by("order_index")


def viewer_completion(viewer: Viewer, parent: Parent) -> Completions:
    """That you completed the module; null where you did not."""
    return models.ModuleCompletion.objects.visible_to(viewer).filter(module=parent).filter(user=viewer.id)


def reviews(viewer: Viewer, parent: Parent) -> Reviews:
    """What reviewers say about the work in it, the last review first."""
    return models.ArchitectureReview.objects.visible_to(viewer).filter(module=parent).order_by("-reviewed_at")


def reviews_of_exercise(viewer: Viewer, parent: Parent) -> Reviews:
    """What reviewers say about your answers, the last review first."""
    return models.ArchitectureReview.objects.visible_to(viewer).filter(exercise=parent).order_by("-reviewed_at")


def viewer_progress(viewer: Viewer, parent: Parent) -> Progress:
    """How far you are with it; null before you have done anything."""
    return models.CodingProgress.objects.visible_to(viewer).filter(exercise=parent).filter(user=viewer.id)


def grading_tasks(viewer: Viewer) -> Tasks:
    """Return what waits to be graded, the oldest first."""
    return models.GradingTask.objects.visible_to(viewer).order_by("submitted_at")


def progress_told(viewer: Viewer) -> Progress:
    """Return the progress of which the viewer hears live: their own, staff of everybody's, programs of nobody's."""
    seen = models.CodingProgress.objects.visible_to(viewer)
    return seen if viewer.is_staff else seen.filter(user=viewer.id)


def revealed_hints(viewer: Viewer) -> Any:
    """Return which of an exercise's hints the viewer has revealed."""
    if viewer.is_anonymous:
        return Value(None, output_field=JSONField())
    own = models.CodingProgress.objects.filter(exercise=OuterRef("pk"), user=viewer.id)
    return Subquery(own.values("hints_revealed"))


def memory_used(viewer: Viewer) -> Any:  # noqa: ARG001 - an expression
    """Return how much memory an answer took, as a number."""
    return Cast("memory_used_mb", FloatField())


def of_exercise(column: str) -> Any:
    """Return the expression of a column of the exercise that is answered."""
    rows = models.CodingExercise.objects.filter(pk=OuterRef("exercise"))
    return lambda viewer: Subquery(rows.values(column))  # noqa: ARG005 - an expression


def module_of_exercise(viewer: Viewer) -> Any:  # noqa: ARG001 - an expression
    """Return the key of the module of the exercise that is answered."""
    rows = models.CodingExercise.objects.filter(pk=OuterRef("exercise"))
    return Subquery(rows.values("module"), output_field=UUIDField())
