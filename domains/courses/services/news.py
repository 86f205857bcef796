"""What is announced of courses, in the transaction of what it tells of."""

from uuid import UUID

from domains.courses import models
from domains.courses.rules import live
from domains.kit.live import announce


def tell_course(course_id: UUID) -> None:
    """Announce that a course of either kind is not what it was, or how far all who take it are."""
    _tell_progress(course_id, live.COURSE_CHANGED, course_id)


def tell_enrollment(enrollment: models.CourseEnrollment) -> None:
    """Announce that somebody enrolled, or is further than they were."""
    _tell_progress(enrollment.course_id, live.ENROLLMENT_CHANGED, enrollment.pk)


def tell_end_of_enrollment(course_id: UUID) -> None:
    """Announce that fewer may listen than before: whoever does is asked anew."""
    _tell_progress(course_id, live.ENROLLMENT_ENDED, course_id)


def tell_lesson_completion(course_id: UUID, completion: models.LessonCompletion) -> None:
    """Announce that somebody completed a lesson."""
    _tell_progress(course_id, live.LESSON_COMPLETION_ADDED, completion.pk)


def tell_submission(course_id: UUID, submission: models.ExerciseSubmission) -> None:
    """Announce that an attempt at a lesson's exercise was begun, handed in or graded."""
    _tell_progress(course_id, live.SUBMISSION_CHANGED, submission.pk)


def tell_module(module: models.GeneratedModule) -> None:
    """Announce that a module was unlocked or completed."""
    _tell_progress(module.course_id, live.MODULE_CHANGED, module.pk)


def tell_exercise_progress(course_id: UUID, progress: models.CodingProgress) -> None:
    """Announce what became of an answer to a coding exercise, of a hint, or of an attempt that was begun."""
    _tell_progress(course_id, live.EXERCISE_PROGRESS_CHANGED, progress.pk)


def tell_generated_module(module: models.GeneratedModule) -> None:
    """Announce that a module of a course that is being generated is there."""
    announce(live.generation_topic(module.course_id), live.MODULE_GENERATED, id=str(module.pk))


def tell_generation(generation: models.CourseGeneration) -> None:
    """Announce that a generation began, went on, ended or failed."""
    announce(live.generation_topic(generation.course_id), live.GENERATION_CHANGED, id=str(generation.pk))


def _tell_progress(course_id: UUID, kind: str, key: UUID) -> None:
    announce(live.progress_topic(course_id), kind, id=str(key))
