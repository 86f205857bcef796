"""Making, changing and ordering the lessons of taught courses."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Max, Value, When

from domains.courses import models
from domains.courses.errors import CourseHasLearners, CourseHasNoLessons, InvalidOrder
from domains.courses.rules.limits import MOST_LESSONS
from domains.courses.rules.materials import checked_links, with_links
from domains.courses.services.columns import checked_columns, write
from domains.courses.services.news import tell_course
from domains.courses.services.owning import own_course, own_lesson
from domains.courses.services.progress import follow_lessons
from domains.kit.errors import Invalid
from domains.kit.markdown import markdown_to_html
from domains.kit.viewer import Viewer

COLUMNS = frozenset(
    {"title", "content", "lesson_type", "duration_minutes", "video_url", "is_mandatory", "teocoin_reward"}
)


@transaction.atomic
def create_lesson(*, viewer: Viewer, course_id: UUID, values: Mapping[str, Any]) -> models.Lesson:
    """Append a lesson to a course.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Required, Invalid, Refusals
    """
    viewer.require_account()
    checked = _checked({"title": "", **values})
    course = own_course(viewer, course_id)
    if course.lessons.count() >= MOST_LESSONS:
        raise Invalid(f"A course has {MOST_LESSONS} lessons at most.", path=["input", "courseId"])
    last = course.lessons.aggregate(last=Max("order"))["last"] or 0
    lesson = models.Lesson.objects.create(course=course, order=last + 1, **checked)
    _tell(course.pk, counts=lesson.is_mandatory)
    return lesson


@transaction.atomic
def update_lesson(*, viewer: Viewer, lesson_id: UUID, values: Mapping[str, Any]) -> models.Lesson:
    """Change some of a lesson; what is not named stays.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Required, Invalid, Refusals, CourseHasNoLessons
    """
    viewer.require_account()
    checked = _checked(values)
    lesson = own_lesson(viewer, lesson_id)
    was_mandatory = lesson.is_mandatory
    if not checked.get("is_mandatory", True) and is_needed(lesson):
        raise CourseHasNoLessons(path=["input", "isMandatory"])
    if "materials" in checked:
        checked["materials"] = with_links(lesson.materials, checked["materials"])
    if write(lesson, checked):
        _tell(lesson.course_id, counts=was_mandatory != lesson.is_mandatory)
    return lesson


@transaction.atomic
def delete_lesson(*, viewer: Viewer, lesson_id: UUID) -> models.TaughtCourse:
    """Delete a lesson in which nobody has learned; those after it move up.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, CourseHasLearners, CourseHasNoLessons
    """
    lesson = own_lesson(viewer, lesson_id)
    if has_learners(lesson):
        raise CourseHasLearners(path=["input", "lessonId"])
    if is_needed(lesson):
        raise CourseHasNoLessons(path=["input", "lessonId"])
    course, place = lesson.course, lesson.order
    lesson.delete()
    course.lessons.filter(order__gt=place).update(order=F("order") - 1)
    _tell(course.pk, counts=lesson.is_mandatory)
    return course


@transaction.atomic
def order_lessons(*, viewer: Viewer, course_id: UUID, lesson_ids: Sequence[UUID]) -> models.TaughtCourse:
    """Put the lessons of a course into this order.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, InvalidOrder
    """
    course = own_course(viewer, course_id)
    present = list(course.lessons.order_by("order").values_list("pk", flat=True))
    if sorted(present) != sorted(lesson_ids):
        raise InvalidOrder(path=["input", "lessonIds"])
    if present != list(lesson_ids):
        places = [When(pk=key, then=Value(place)) for place, key in enumerate(lesson_ids, start=1)]
        course.lessons.update(order=Case(*places))
        tell_course(course.pk)
    return course


def has_learners(lesson: models.Lesson) -> bool:
    """Tell whether somebody completed a lesson, or has work in it."""
    tried = models.ExerciseSubmission.objects.filter(exercise__lesson=lesson)
    return lesson.completions.exists() or tried.exists()


def is_needed(lesson: models.Lesson) -> bool:
    """Tell whether a lesson is the last mandatory one of a course that is published."""
    if not lesson.is_mandatory or not lesson.course.is_published:
        return False
    return not models.Lesson.objects.filter(course=lesson.course_id, is_mandatory=True).exclude(pk=lesson.pk).exists()


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said of a lesson, as it is stored; a long text takes a second to render, so nothing is locked."""
    checked = checked_columns(models.Lesson, values, columns=COLUMNS)
    if "content" in checked:
        checked["content_html"] = markdown_to_html(checked["content"])
    if "materials" in values:
        checked["materials"] = checked_links(values["materials"])
    return checked


def _tell(course_id: UUID, *, counts: bool) -> None:
    """Announce that a course changed; where other lessons count than before, progress follows."""
    if counts:
        follow_lessons(course_id)
    else:
        tell_course(course_id)
