"""Why the courses domain refuses."""

from domains.kit.errors import Refusal


class TeacherNotApproved(Refusal, code="TEACHER_NOT_APPROVED"):
    """Staff has not approved this teacher to publish yet."""


class CourseHasNoLessons(Refusal, code="COURSE_HAS_NO_LESSONS"):
    """A course without a mandatory lesson is not published."""


class CourseHasLearners(Refusal, code="COURSE_HAS_LEARNERS"):
    """Somebody has learned here: what others have done is not deleted."""


class PrerequisiteCycle(Refusal, code="PREREQUISITE_CYCLE"):
    """A course cannot require itself, not by way of others either."""


class SeatsTaken(Refusal, code="SEATS_TAKEN"):
    """More learners are enrolled than there would be seats."""


class InvalidOrder(Refusal, code="INVALID_ORDER"):
    """An order names every lesson of the course once."""


class AlreadyEnrolled(Refusal, code="ALREADY_ENROLLED"):
    """You are enrolled in this course already."""


class OwnCourse(Refusal, code="OWN_COURSE"):
    """Nobody enrols in a course that they teach."""


class CourseNotPublished(Refusal, code="COURSE_NOT_PUBLISHED"):
    """This course takes no learners: it is not published."""


class CourseFull(Refusal, code="COURSE_FULL"):
    """All seats of this course are taken."""


class PrerequisitesMissing(Refusal, code="PREREQUISITES_MISSING"):
    """This course requires others to be completed first."""


class NotEnrolled(Refusal, code="NOT_ENROLLED"):
    """Enrol in the course first."""


class CourseIsCompleted(Refusal, code="COURSE_IS_COMPLETED"):
    """The course is completed: there is nothing to leave."""


class AttemptsUsedUp(Refusal, code="ATTEMPTS_USED_UP"):
    """All attempts that this exercise allows are used up."""


class ExerciseNotStarted(Refusal, code="EXERCISE_NOT_STARTED"):
    """This exercise has a time limit: start an attempt first."""


class TimeLimitExceeded(Refusal, code="TIME_LIMIT_EXCEEDED"):
    """The time of this attempt is over."""


class NotSubmitted(Refusal, code="NOT_SUBMITTED"):
    """This attempt was not handed in yet."""


class ScoreOutOfRange(Refusal, code="SCORE_OUT_OF_RANGE"):
    """The score lies outside of what the exercise gives."""


class ArchetypeMissing(Refusal, code="ARCHETYPE_MISSING"):
    """Say first what kind of learner you are: `setArchetype`."""


class VariableMissing(Refusal, code="VARIABLE_MISSING"):
    """The blueprint has a gap that none of your variables fills."""


class InvalidTemplate(Refusal, code="INVALID_TEMPLATE"):
    """The blueprint cannot be filled in."""


class GenerationUnderWay(Refusal, code="GENERATION_UNDER_WAY"):
    """A course of yours is being generated already."""


class GenerationNotFailed(Refusal, code="GENERATION_NOT_FAILED"):
    """Only a generation that failed is tried again."""


class TooManyCourses(Refusal, code="TOO_MANY_COURSES"):
    """You take as many generated courses as one can: complete or archive one first."""


class CourseIsArchived(Refusal, code="COURSE_IS_ARCHIVED"):
    """The course was put away: restore it first."""


class ModuleLocked(Refusal, code="MODULE_LOCKED"):
    """Complete the modules before this one first."""


class ExercisesNotPassed(Refusal, code="EXERCISES_NOT_PASSED"):
    """A module is complete when its exercises have been passed."""


class ExerciseNotPending(Refusal, code="EXERCISE_NOT_PENDING"):
    """No answer to this exercise waits for such a result."""


class AlreadyPassed(Refusal, code="ALREADY_PASSED"):
    """This exercise was passed already."""
