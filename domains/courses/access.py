"""Who sees which courses, and what of them."""

from typing import Any

from django.db.models import OuterRef, Q

from domains.courses import models
from domains.courses.models import GeneratedCourseStatus
from domains.kit import visibility
from domains.kit.expressions import is_found
from domains.kit.viewer import Viewer, ViewerKind
from domains.kit.visibility import VisibleQuerySet
from domains.users.access import not_blocked, shows_activity
from domains.users.models import User

Rows = VisibleQuerySet[Any]


@visibility.rule(models.TaughtCourse)
def taught_courses(queryset: Rows, viewer: Viewer) -> Rows:
    """Everybody sees what is published, of teachers they see; teachers theirs, learners what they are enrolled in."""
    if viewer.is_staff:
        return queryset
    published = Q(is_published=True) & _is_seen(viewer, "teacher")
    if viewer.is_anonymous:
        return queryset.filter(published)
    enrolled = models.CourseEnrollment.objects.filter(student=viewer.id, course=OuterRef("pk"))
    takes = is_found(enrolled) & not_blocked(viewer, "teacher")
    return queryset.filter(published | Q(teacher=viewer.id) | takes)


@visibility.rule(models.GeneratedCourse)
def generated_courses(queryset: Rows, viewer: Viewer) -> Rows:
    """Learners see theirs; others the card of one that was not put away, where its learner shows activity."""
    if viewer.is_staff:
        return queryset
    card = (
        ~Q(status=GeneratedCourseStatus.ARCHIVED)
        & Q(generation__status=models.GenerationStatus.COMPLETE)
        & _is_seen(viewer, "user")
        & shows_activity(viewer, "user")
    )
    return queryset.filter(card if viewer.is_anonymous else card | Q(user=viewer.id))


@visibility.rule(models.Course)
def courses(queryset: Rows, viewer: Viewer) -> Rows:
    """Who sees a course as what it is sees it as a course."""
    kinds = (models.TaughtCourse, models.GeneratedCourse)
    taught, generated = (kind.objects.visible_to(viewer).filter(pk=OuterRef("pk")) for kind in kinds)
    return queryset.filter(is_found(taught) | is_found(generated))


@visibility.rule(models.Lesson)
def lessons(queryset: Rows, viewer: Viewer) -> Rows:
    """Who sees a course sees which lessons it has; `may_take` says who sees what is in them."""
    return queryset.filter(visibility.seen(models.TaughtCourse, viewer, "course"))


@visibility.rule(models.LessonExercise)
def lesson_exercises(queryset: Rows, viewer: Viewer) -> Rows:
    """Exercises are for the enrolled, the teacher and staff."""
    return queryset.filter(may_take(viewer, "lesson__course"))


@visibility.rule(models.CourseEnrollment)
def enrollments(queryset: Rows, viewer: Viewer) -> Rows:
    """Who takes a course is known to themselves, its teacher and staff."""
    return _of_learner(queryset, viewer, "student", "course__teacher")


@visibility.rule(models.LessonCompletion)
def lesson_completions(queryset: Rows, viewer: Viewer) -> Rows:
    """Who completed a lesson is known to themselves, its teacher and staff."""
    return _of_learner(queryset, viewer, "student", "lesson__course__teacher")


@visibility.rule(models.ExerciseSubmission)
def submissions(queryset: Rows, viewer: Viewer) -> Rows:
    """What was handed in is for who did, the teacher and staff."""
    return _of_learner(queryset, viewer, "student", "exercise__lesson__course__teacher")


@visibility.rule(models.BlueprintModule)
def blueprint_modules(queryset: Rows, viewer: Viewer) -> Rows:
    """Everybody sees what generated courses are made of, but for the exercises' solutions, which no type has."""
    return visibility.everybody(queryset, viewer)


@visibility.rule(models.CourseGeneration)
def generations(queryset: Rows, viewer: Viewer) -> Rows:
    """How a generation is, is its learner's alone to know."""
    return _of_learner(queryset, viewer, "user")


@visibility.rule(models.GeneratedModule)
def generated_modules(queryset: Rows, viewer: Viewer) -> Rows:
    """What is in a generated course is for its learner and staff; locked modules too, as far as their title goes."""
    return _of_learner(queryset, viewer, "course__user")


@visibility.rule(models.CodingExercise)
def coding_exercises(queryset: Rows, viewer: Viewer) -> Rows:
    """Learners see the exercises of their own modules, once those are unlocked; staff sees all."""
    if viewer.is_staff:
        return queryset
    return _of_learner(queryset, viewer, "module__course__user").filter(module__is_locked=False)


@visibility.rule(models.CodingProgress)
def coding_progress(queryset: Rows, viewer: Viewer) -> Rows:
    """How far somebody is with an exercise is theirs to know; services see it, who grade."""
    if viewer.kind is ViewerKind.SERVICE:
        return queryset
    return _of_learner(queryset, viewer, "user")


@visibility.rule(models.GradingTask)
def grading_tasks(queryset: Rows, viewer: Viewer) -> Rows:
    """What waits to be graded is for services alone, as long as it waits."""
    if viewer.kind is not ViewerKind.SERVICE:
        return queryset.none()
    return queryset.filter(status=models.CodingProgressStatus.PENDING)


@visibility.rule(models.ModuleCompletion)
def module_completions(queryset: Rows, viewer: Viewer) -> Rows:
    """Completions are their learner's alone."""
    return _of_learner(queryset, viewer, "user")


@visibility.rule(models.ArchitectureReview)
def reviews(queryset: Rows, viewer: Viewer) -> Rows:
    """Reviews are their learner's alone; services see them, who wrote them."""
    if viewer.kind is ViewerKind.SERVICE:
        return queryset
    return _of_learner(queryset, viewer, "user")


def may_take(viewer: Viewer, column: str = "course") -> Q:
    """Return the condition that the viewer sees what is in the lessons of the taught course in `column`.

    That is for the enrolled, the teacher and staff.
    """
    if viewer.is_staff:
        return Q(pk__isnull=False)
    if viewer.is_anonymous:
        return Q(pk__in=[])
    enrolled = models.CourseEnrollment.objects.filter(student=viewer.id, course=OuterRef(f"{column}_id"))
    takes = is_found(enrolled) & not_blocked(viewer, f"{column}__teacher")
    return Q(**{f"{column}__teacher": viewer.id}) | takes


def teaches(viewer: Viewer, column: str = "course") -> Q:
    """Return the condition that the viewer teaches the taught course in `column`, or is staff."""
    return Q(pk__isnull=False) if viewer.is_staff else Q(**{f"{column}__teacher": viewer.id})


def _of_learner(queryset: Rows, viewer: Viewer, learner: str, *others: str) -> Rows:
    """Return the rows of a learner: for themselves, for staff, and for the people in the other columns."""
    if viewer.is_staff:
        return queryset
    if viewer.is_anonymous:
        return queryset.none()
    seen = Q(**{learner: viewer.id})
    for column in others:
        seen |= Q(**{column: viewer.id})
    return queryset.filter(seen)


def _is_seen(viewer: Viewer, column: str) -> Q:
    return is_found(User.objects.visible_to(viewer).filter(pk=OuterRef(column)))
