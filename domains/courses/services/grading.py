"""Grading attempts at exercises of lessons: by their teacher, or by their solution."""

from typing import Any
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.access import teaches
from domains.courses.errors import NotSubmitted
from domains.courses.events import LessonExercisePassed, SubmissionGraded
from domains.courses.rules.submissions import checked_score, is_passed
from domains.courses.services.completing import follow_score
from domains.courses.services.locks import hold_accounts, locked_course
from domains.courses.services.news import tell_submission
from domains.courses.services.totals import recount
from domains.kit import clock
from domains.kit.errors import Forbidden, NotFound, validate
from domains.kit.events import emit
from domains.kit.viewer import Viewer

PATH = ("input", "submissionId")


@transaction.atomic
def grade_submission(
    *, viewer: Viewer, submission_id: UUID, score: float, feedback: str | None = None
) -> models.ExerciseSubmission:
    """Grade what a learner of one's own course handed in; it may be graded again; the same again is nothing new.

    Raises:
        Unauthenticated, NotFound, Forbidden, NotSubmitted, ScoreOutOfRange, Refusals
    """
    user_id = viewer.require_account()
    submission = _held(viewer, submission_id)
    if submission.submitted_at is None:
        raise NotSubmitted(path=PATH)
    before = _judgement(submission)
    if feedback is not None:
        submission.feedback = feedback
        validate(submission, only=["feedback"])
    checked = checked_score(score, submission.max_score)
    if before != (checked, user_id, submission.feedback):
        grade(submission, submission.exercise, score=checked, by=user_id)
        recount(submission.student_id, has_learned=False)
    return submission


def grade(
    submission: models.ExerciseSubmission, exercise: models.LessonExercise, *, score: float, by: UUID | None
) -> None:
    """Write a score down; what passing brings comes once."""
    passed = models.ExerciseSubmission.objects.filter(
        student=submission.student_id, exercise=exercise, passed_at__isnull=False
    )
    is_first = is_passed(score, submission.max_score) and not passed.exists()
    submission.score, submission.graded_at, submission.graded_by_id = score, clock.now(), by
    if is_passed(score, submission.max_score) and submission.passed_at is None:
        submission.passed_at = clock.now()
    submission.save(update_fields=["score", "graded_at", "graded_by", "passed_at", "feedback"])
    follow_score(submission.student_id, exercise.lesson_id)
    tell_submission(exercise.lesson.course_id, submission)
    _emit(submission, exercise, is_first=is_first)


def _judgement(submission: models.ExerciseSubmission) -> tuple[Any, ...]:
    """Return what was said of an attempt so far, and by whom."""
    return submission.score, submission.graded_by_id, submission.feedback


def _emit(submission: models.ExerciseSubmission, exercise: models.LessonExercise, *, is_first: bool) -> None:
    about = {"exercise_id": exercise.pk, "course_id": exercise.lesson.course_id, "user_id": submission.student_id}
    emit(SubmissionGraded(submission_id=submission.pk, graded_by_id=submission.graded_by_id, **about))
    if is_first:
        reward = exercise.teocoin_reward
        emit(LessonExercisePassed(lesson_id=exercise.lesson_id, teocoin_reward=reward, **about))


def _held(viewer: Viewer, submission_id: UUID) -> models.ExerciseSubmission:
    """Return an attempt that the viewer may grade, locked after both accounts and its course."""
    seen = models.ExerciseSubmission.objects.visible_to(viewer).filter(pk=submission_id)
    found = seen.values_list("exercise__lesson__course_id", "student_id").first()
    if found is None:
        raise NotFound("There is no such submission.", path=PATH)
    course_id, student_id = found
    if not seen.filter(teaches(viewer, "exercise__lesson__course")).exists():
        raise Forbidden("Only the teacher of the course grades.", path=PATH)
    if seen.filter(student=viewer.id).exists():
        raise Forbidden("Nobody grades what they handed in themselves.", path=PATH)
    hold_accounts(viewer.require_account(), student_id)
    locked_course(viewer, course_id, named="submissionId")
    rows = models.ExerciseSubmission.objects.select_related("exercise__lesson").filter(pk=submission_id)
    submission = rows.select_for_update(no_key=True, of=("self",)).first()
    if submission is None:
        raise NotFound("There is no such submission.", path=PATH)
    return submission
