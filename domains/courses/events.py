"""What happens in courses."""

from dataclasses import dataclass
from uuid import UUID

from domains.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class CoursePublished(Event):
    """A teacher let learners in for the first time."""

    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CourseViewed(Event):
    """Somebody looked at a course of either kind, for the first time that day."""

    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CourseSaved(Event):
    """Somebody keeps a course of either kind for later."""

    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CourseStarted(Event):
    """Somebody began a course of either kind: enrolled, or had it generated.

    `course_type` is the GraphQL type of the course, `TaughtCourse` or `GeneratedCourse`.
    """

    course_id: UUID
    course_type: str
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CourseLeft(Event):
    """Somebody takes a taught course no longer."""

    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class LessonCompleted(Event):
    """Somebody completed a lesson; `teocoin_reward` is what the lesson promised."""

    lesson_id: UUID
    course_id: UUID
    user_id: UUID
    teocoin_reward: int


@dataclass(frozen=True, kw_only=True)
class CourseCompleted(Event):
    """Somebody completed a course of either kind; it happens once, with what the course promised (none generated)."""

    course_id: UUID
    course_type: str
    user_id: UUID
    teocoin_reward: int


@dataclass(frozen=True, kw_only=True)
class CourseArchived(Event):
    """A learner put a generated course away."""

    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ExerciseSubmitted(Event):
    """Somebody handed in an attempt at an exercise of a lesson."""

    submission_id: UUID
    exercise_id: UUID
    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class SubmissionGraded(Event):
    """An attempt was graded, by its teacher or by its solution; `graded_by_id` is empty for the latter."""

    submission_id: UUID
    exercise_id: UUID
    course_id: UUID
    user_id: UUID
    graded_by_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class LessonExercisePassed(Event):
    """Somebody passed an exercise of a lesson for the first time; `teocoin_reward` is what it promised."""

    exercise_id: UUID
    lesson_id: UUID
    course_id: UUID
    user_id: UUID
    teocoin_reward: int


@dataclass(frozen=True, kw_only=True)
class ExercisePassed(Event):
    """Somebody passed a coding exercise of a generated module, for the first time."""

    exercise_id: UUID
    module_id: UUID
    course_id: UUID
    user_id: UUID
    score: int


@dataclass(frozen=True, kw_only=True)
class ExerciseFailed(Event):
    """An answer to a coding exercise was not good enough."""

    exercise_id: UUID
    module_id: UUID
    course_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ModuleCompleted(Event):
    """Somebody completed a module of a generated course; `final_score` is empty for one without exercises."""

    module_id: UUID
    module_number: int
    course_id: UUID
    user_id: UUID
    final_score: int | None


@dataclass(frozen=True, kw_only=True)
class ReviewRecorded(Event):
    """A reviewer said what they think of somebody's work; `passed` where it is good enough."""

    review_id: UUID
    module_id: UUID
    module_number: int
    course_id: UUID
    user_id: UUID
    overall_score: int
    passed: bool
