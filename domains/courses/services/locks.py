"""The rows that a verb holds while it works: the account of who acts, the course, then what is the learner's."""

from uuid import UUID

from domains.courses import models
from domains.courses.errors import NotEnrolled
from domains.kit.counts import hold
from domains.kit.errors import NotFound, Unauthenticated
from domains.kit.viewer import Viewer
from domains.users.models import User


def held_account(viewer: Viewer) -> User:
    """Return the viewer's account, locked before all else: who deletes one holds it, and waits for its courses then.

    Raises:
        Unauthenticated
    """
    account = held_person(viewer.require_account())
    if account is None:
        # Deleted a moment ago.
        raise Unauthenticated
    return account


def held_person(user_id: UUID) -> User | None:
    """Return somebody's account, locked likewise; nothing if it is gone."""
    return User.objects.select_for_update(no_key=True).filter(pk=user_id).first()


def hold_accounts(*keys: UUID) -> None:
    """Lock several accounts likewise, of who acts and whose work it is."""
    hold(User.objects.filter(pk__in=keys))


def locked_course(viewer: Viewer, course_id: UUID, *, named: str = "courseId") -> models.TaughtCourse:
    """Return a taught course that the viewer sees, locked behind their account.

    Raises:
        Unauthenticated, NotFound
    """
    held_account(viewer)
    seen = models.TaughtCourse.objects.visible_to(viewer).filter(pk=course_id)
    course: models.TaughtCourse | None = seen.select_for_update(no_key=True, of=("self",)).first()
    if course is None:
        raise NotFound("There is no such course.", path=["input", named])
    return course


def locked_enrollment(user_id: UUID, course_id: UUID) -> models.CourseEnrollment:
    """Return how somebody takes a course, locked.

    Raises:
        NotEnrolled
    """
    rows = models.CourseEnrollment.objects.filter(student=user_id, course=course_id)
    enrollment = rows.select_for_update(no_key=True).first()
    if enrollment is None:
        raise NotEnrolled
    return enrollment


def lesson_in_locked_course(viewer: Viewer, lesson_id: UUID) -> models.Lesson:
    """Return a lesson that the viewer sees, with its course, which is locked.

    Raises:
        NotFound
    """
    missing = NotFound("There is no such lesson.", path=["input", "lessonId"])
    rows = models.Lesson.objects.visible_to(viewer).filter(pk=lesson_id)
    course_id = rows.values_list("course_id", flat=True).first()
    if course_id is None:
        raise missing
    course = locked_course(viewer, course_id, named="lessonId")
    # It may have been deleted before the lock was had.
    lesson = models.Lesson.objects.filter(pk=lesson_id).first()
    if lesson is None:
        raise missing
    lesson.course = course
    return lesson


def exercise_in_locked_course(viewer: Viewer, exercise_id: UUID) -> models.LessonExercise:
    """Return an exercise that the viewer sees, with its lesson, whose course is locked.

    Raises:
        NotFound
    """
    missing = NotFound("There is no such exercise.", path=["input", "exerciseId"])
    rows = models.LessonExercise.objects.visible_to(viewer).filter(pk=exercise_id)
    course_id = rows.values_list("lesson__course_id", flat=True).first()
    if course_id is None:
        raise missing
    locked_course(viewer, course_id, named="exerciseId")
    exercise = models.LessonExercise.objects.select_related("lesson").filter(pk=exercise_id).first()
    if exercise is None:
        raise missing
    return exercise
