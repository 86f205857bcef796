"""Making and changing taught courses."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.errors import CourseHasLearners, SeatsTaken
from domains.courses.rules.teaching import checked_tags
from domains.courses.services.locks import locked_own_course, teacher
from domains.courses.services.news import tell_course, tell_end_of_enrollment
from domains.courses.services.prerequisites import hold_prerequisites, set_prerequisites
from domains.kit.errors import Refusals, Required, validate
from domains.kit.text import camel
from domains.kit.viewer import Viewer

COLUMNS = {"title", "description", "category", "level", "teocoin_reward", "max_enrollments", "duration_hours"}


@transaction.atomic
def create_course(*, viewer: Viewer, values: Mapping[str, Any]) -> models.TaughtCourse:
    """Make a course, which its teacher alone sees before it is published.

    Args:
        viewer: who will teach it.
        values: columns of the course, `tags`, and `prerequisite_ids` as keys.

    Raises:
        Unauthenticated, NotATeacher, Refusals, Invalid, NotFound
    """
    course = models.TaughtCourse(teacher=teacher(viewer))
    _fill(course, values)
    if values.get("prerequisite_ids"):
        hold_prerequisites(viewer, values["prerequisite_ids"])
    validate(course, only=COLUMNS)
    course.save(force_insert=True)
    _relate(viewer, course, values)
    return course


@transaction.atomic
def update_course(*, viewer: Viewer, course_id: UUID, values: Mapping[str, Any]) -> models.TaughtCourse:
    """Change some of a course; what is not named stays.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Refusals, Invalid, SeatsTaken, PrerequisiteCycle
    """
    if values.get("prerequisite_ids"):
        # Nobody else is to hold others up.
        teacher(viewer)
        hold_prerequisites(viewer, [course_id, *values["prerequisite_ids"]])
    course = locked_own_course(viewer, course_id)
    if not values:
        return course
    _fill(course, values)
    changed = COLUMNS & values.keys()
    validate(course, only=changed)
    _require_seats(course)
    course.save(update_fields=[*changed, "updated_at"])
    _relate(viewer, course, values)
    tell_course(course.pk)
    return course


@transaction.atomic
def delete_course(*, viewer: Viewer, course_id: UUID) -> None:
    """Delete a course in which nobody has learned.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, CourseHasLearners
    """
    course = locked_own_course(viewer, course_id)
    if has_learners(course):
        raise CourseHasLearners(path=["input", "courseId"])
    tell_end_of_enrollment(course.pk)
    course.delete()


def has_learners(course: models.TaughtCourse) -> bool:
    """Tell whether somebody takes a course, or has done something there before they left."""
    learned = (
        models.CourseEnrollment.objects.filter(course=course),
        models.LessonCompletion.objects.filter(lesson__course=course),
        models.ExerciseSubmission.objects.filter(exercise__lesson__course=course),
    )
    return any(rows.exists() for rows in learned)


def _fill(course: models.TaughtCourse, values: Mapping[str, Any]) -> None:
    """Put the given values into the row; what must say something is not null."""
    nulls = [name for name, value in values.items() if value is None and name != "max_enrollments"]
    if nulls:
        raise Refusals(
            Required(f"`{camel(name)}` can be left out, but not null.", path=["input", camel(name)]) for name in nulls
        )
    for name in COLUMNS & values.keys():
        setattr(course, name, values[name].strip() if name == "title" else values[name])


def _require_seats(course: models.TaughtCourse) -> None:
    """Refuse fewer seats than are taken; the course is locked."""
    if course.max_enrollments is not None and course.max_enrollments < course.enrollment_count:
        message = f"{course.enrollment_count:,} learners are enrolled: there cannot be fewer seats."
        raise SeatsTaken(message, path=["input", "maxEnrollments"])


def _relate(viewer: Viewer, course: models.TaughtCourse, values: Mapping[str, Any]) -> None:
    """Set the tags and the prerequisites, where those are given."""
    if "tags" in values:
        tags = checked_tags(values["tags"])
        course.tags.all().delete()
        models.CourseTag.objects.bulk_create(models.CourseTag(course_id=course.pk, tag=tag) for tag in tags)
    if "prerequisite_ids" in values:
        set_prerequisites(viewer, course, values["prerequisite_ids"])
