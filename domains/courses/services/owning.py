"""What only the teacher of a course and staff change: it is held with its course, which is locked first."""

from uuid import UUID

from domains.courses import models
from domains.courses.services.locks import (
    exercise_in_locked_course,
    held_account,
    lesson_in_locked_course,
    locked_course,
)
from domains.kit.errors import Forbidden
from domains.kit.viewer import Viewer
from domains.users.errors import NotATeacher
from domains.users.models import User, UserRole


def teacher(viewer: Viewer) -> User:
    """Return the viewer's account, which is a teacher's or staff's, locked.

    Raises:
        Unauthenticated, NotATeacher
    """
    account = held_account(viewer)
    if not viewer.is_staff and account.role != UserRole.TEACHER:
        raise NotATeacher("Only teachers make courses.")
    return account


def own_course(viewer: Viewer, course_id: UUID) -> models.TaughtCourse:
    """Return a course that the viewer teaches, or any for staff, locked.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden
    """
    teacher(viewer)
    return _own(viewer, locked_course(viewer, course_id), "courseId")


def own_lesson(viewer: Viewer, lesson_id: UUID) -> models.Lesson:
    """Return a lesson of such a course, which is locked.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden
    """
    teacher(viewer)
    lesson = lesson_in_locked_course(viewer, lesson_id)
    _own(viewer, lesson.course, "lessonId")
    return lesson


def own_exercise(viewer: Viewer, exercise_id: UUID) -> models.LessonExercise:
    """Return an exercise of such a course, which is locked.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden
    """
    teacher(viewer)
    exercise = exercise_in_locked_course(viewer, exercise_id)
    _own(viewer, exercise.lesson.course, "exerciseId")
    return exercise


def _own(viewer: Viewer, course: models.TaughtCourse, named: str) -> models.TaughtCourse:
    if not viewer.is_staff and course.teacher_id != viewer.require_account():
        raise Forbidden("Only the teacher of the course changes it.", path=["input", named])
    return course
