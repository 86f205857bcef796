"""What a verb of a generated course's learner holds while it works: the account, the course, then what is in it."""

from uuid import UUID

from domains.courses import models
from domains.courses.errors import CourseIsArchived, ModuleLocked
from domains.courses.models import GeneratedCourseStatus
from domains.courses.services.locks import held_account
from domains.kit.errors import Forbidden, NotFound
from domains.kit.viewer import Viewer


def module_in_locked_course(viewer: Viewer, module_id: UUID) -> models.GeneratedModule:
    """Return a module that the viewer works on, with its course; both are locked.

    Raises:
        Unauthenticated, NotFound, Forbidden, CourseIsArchived, ModuleLocked
    """
    missing = NotFound("There is no such module.", path=["input", "moduleId"])
    rows = models.GeneratedModule.objects.visible_to(viewer).filter(pk=module_id)
    course = _own_course(viewer, rows.values_list("course_id", flat=True).first(), missing)
    module = models.GeneratedModule.objects.select_for_update(no_key=True).filter(pk=module_id).first()
    return _opened(module, course, missing)


def exercise_in_locked_course(viewer: Viewer, exercise_id: UUID) -> models.CodingExercise:
    """Return a coding exercise that the viewer works on, with its module and its course, which is locked.

    Raises:
        Unauthenticated, NotFound, Forbidden, CourseIsArchived, ModuleLocked
    """
    missing = NotFound("There is no such exercise.", path=["input", "exerciseId"])
    modules = models.GeneratedModule.objects.visible_to(viewer).filter(exercises=exercise_id)
    course = _own_course(viewer, modules.values_list("course_id", flat=True).first(), missing)
    # It may have been deleted before the lock was had.
    exercise = models.CodingExercise.objects.select_related("module").filter(pk=exercise_id).first()
    if exercise is None:
        raise missing
    _opened(exercise.module, course, missing)
    return exercise


def locked_progress(user_id: UUID, exercise: models.CodingExercise) -> models.CodingProgress:
    """Return how far somebody is with an exercise, locked; it begins here."""
    rows = models.CodingProgress.objects.select_for_update(no_key=True)
    progress, _ = rows.get_or_create(user_id=user_id, exercise=exercise)
    return progress


def held_course(course_id: UUID) -> models.GeneratedCourse | None:
    """Return a generated course, whosever it is, locked; nothing where there is none."""
    rows = models.GeneratedCourse.objects.select_for_update(no_key=True, of=("self",))
    course: models.GeneratedCourse | None = rows.filter(pk=course_id).first()
    return course


def _own_course(viewer: Viewer, course_id: UUID | None, missing: NotFound) -> models.GeneratedCourse:
    user_id = viewer.require_account()
    held_account(viewer)
    course = None if course_id is None else held_course(course_id)
    if course is None:
        raise missing
    if course.user_id != user_id:
        raise Forbidden("Only its learner works on a generated course.", path=missing.path)
    if course.status == GeneratedCourseStatus.ARCHIVED:
        raise CourseIsArchived(path=missing.path)
    return course


def _opened(
    module: models.GeneratedModule | None, course: models.GeneratedCourse, missing: NotFound
) -> models.GeneratedModule:
    if module is None:
        raise missing
    if module.is_locked:
        raise ModuleLocked(path=missing.path)
    module.course = course
    return module
