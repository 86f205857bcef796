"""What only the teacher of a course and staff change: it is held with its course, which is locked first."""

from uuid import UUID

from domains.courses import models
from domains.courses.services.locks import exercise_in_locked_course, lesson_in_locked_course, locked_course
from domains.kit.errors import Forbidden
from domains.kit.viewer import Viewer


def own_course(viewer: Viewer, course_id: UUID) -> models.TaughtCourse:
    """Return a course that the viewer may change, locked.

    Raises:
        Unauthenticated, NotFound, Forbidden
    """
    viewer.require_account()
    course = locked_course(viewer, course_id)
    _require_teacher(viewer, course, "courseId")
    return course


def own_lesson(viewer: Viewer, lesson_id: UUID) -> models.Lesson:
    """Return a lesson of such a course, which is locked.

    Raises:
        Unauthenticated, NotFound, Forbidden
    """
    viewer.require_account()
    lesson = lesson_in_locked_course(viewer, lesson_id)
    _require_teacher(viewer, lesson.course, "lessonId")
    return lesson


def own_exercise(viewer: Viewer, exercise_id: UUID) -> models.LessonExercise:
    """Return an exercise of such a course, which is locked.

    Raises:
        Unauthenticated, NotFound, Forbidden
    """
    viewer.require_account()
    exercise = exercise_in_locked_course(viewer, exercise_id)
    _require_teacher(viewer, exercise.lesson.course, "exerciseId")
    return exercise


def _require_teacher(viewer: Viewer, course: models.TaughtCourse, named: str) -> None:
    if not viewer.is_staff and course.teacher_id != viewer.require_account():
        raise Forbidden("Only the teacher of the course changes it.", path=["input", named])
