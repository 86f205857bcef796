"""The rows that a verb holds while it works: the account of who acts, the course, then what is the learner's."""

from uuid import UUID

from domains.courses import models
from domains.courses.errors import NotEnrolled
from domains.kit.counts import hold
from domains.kit.errors import Forbidden, NotFound
from domains.kit.viewer import Viewer
from domains.users.errors import NotATeacher
from domains.users.models import User, UserRole


def teacher(viewer: Viewer) -> User:
    """Return the viewer's account, which is a teacher's or staff's.

    Raises:
        Unauthenticated, NotATeacher
    """
    account = User.objects.get(pk=viewer.require_account())
    if not viewer.is_staff and account.role != UserRole.TEACHER:
        raise NotATeacher("Only teachers make courses.")
    return account


def locked_own_course(viewer: Viewer, course_id: UUID, *, named: str = "courseId") -> models.TaughtCourse:
    """Return a course that the viewer teaches, or any for staff, locked.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden
    """
    account = teacher(viewer)
    course = locked_course(viewer, course_id, named=named)
    if not viewer.is_staff and course.teacher_id != account.pk:
        raise Forbidden("Only its teacher changes a course.", path=["input", named])
    return course


def locked_course(viewer: Viewer, course_id: UUID, *, named: str = "courseId") -> models.TaughtCourse:
    """Return a taught course that the viewer sees, locked.

    Raises:
        NotFound
    """
    hold_accounts(viewer.require_account())
    seen = models.TaughtCourse.objects.visible_to(viewer).filter(pk=course_id)
    course: models.TaughtCourse | None = seen.select_for_update(no_key=True, of=("self",)).first()
    if course is None:
        raise NotFound("There is no such course.", path=["input", named])
    return course


def hold_accounts(*keys: UUID) -> None:
    """Lock accounts before all else, of who acts and whose work it is: who deletes one waits for its courses then."""
    hold(User.objects.filter(pk__in=keys))


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
