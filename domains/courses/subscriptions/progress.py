"""How far learners are in courses, told live."""

from typing import Annotated

import strawberry

from domains.courses import models
from domains.courses.rules import live
from domains.courses.selectors import practice
from domains.courses.selectors.courses import COURSES
from domains.kit import ids
from domains.kit.subscriptions import Checkpoint, LiveEvent, Resync, Shown, Topic, carried, subscription
from domains.kit.viewer import Viewer


@strawberry.type(description="Somebody enrolled, or is further than they were.")
class EnrollmentChanged(LiveEvent):
    """An enrolment."""

    enrollment: models.CourseEnrollment | None = carried(of="CourseEnrollment", description="As it is now.")


@strawberry.type(description="Somebody completed a lesson.")
class LessonCompletionAdded(LiveEvent):
    """A completion."""

    completion: models.LessonCompletion | None = carried(of="LessonCompletion", description="The completion.")


@strawberry.type(description="An attempt at an exercise was begun, handed in or graded.")
class SubmissionChanged(LiveEvent):
    """An attempt."""

    submission: models.ExerciseSubmission | None = carried(of="ExerciseSubmission", description="As it is now.")


@strawberry.type(description="A module was unlocked or completed.")
class ModuleChanged(LiveEvent):
    """A module of a generated course."""

    module: models.GeneratedModule | None = carried(of="GeneratedModule", description="As it is now.")


@strawberry.type(description="An answer was handed in or graded, a hint was revealed, or an attempt was begun.")
class ExerciseProgressChanged(LiveEvent):
    """How far a learner is with a coding exercise."""

    progress: models.CodingProgress | None = carried(of="CodingProgress", description="As it is now.")


@strawberry.type(description="The course is not what it was.")
class CourseChanged(LiveEvent):
    """A course."""

    course: models.Course | None = carried(of="Course", description="The course as it is now.")


CourseProgressEvent = Annotated[
    EnrollmentChanged
    | LessonCompletionAdded
    | SubmissionChanged
    | ModuleChanged
    | ExerciseProgressChanged
    | CourseChanged
    | Checkpoint
    | Resync,
    strawberry.union("CourseProgressEvent", description="What `courseProgress` tells."),
]


@subscription(of=CourseProgressEvent)
def course_progress(
    viewer: Viewer,
    course: Annotated[strawberry.ID, strawberry.argument(description="The id of the course.")],
) -> Topic:
    """How far learners are in a course: you hear of yourself, its teacher of everybody who takes it.

    A course that you do not see is refused as one that is not there.
    """
    key = ids.bound_key(COURSES, course, path=["course"])
    seen = models.Course.objects.visible_to(viewer)
    submissions = models.ExerciseSubmission.objects.visible_to(viewer)
    return Topic(
        live.progress_topic(key.value),
        {
            live.ENROLLMENT_CHANGED: Shown(
                EnrollmentChanged, "enrollment", models.CourseEnrollment.objects.visible_to(viewer)
            ),
            live.LESSON_COMPLETION_ADDED: Shown(
                LessonCompletionAdded, "completion", models.LessonCompletion.objects.visible_to(viewer)
            ),
            live.SUBMISSION_CHANGED: Shown(SubmissionChanged, "submission", submissions),
            live.MODULE_CHANGED: Shown(ModuleChanged, "module", models.GeneratedModule.objects.visible_to(viewer)),
            live.EXERCISE_PROGRESS_CHANGED: Shown(ExerciseProgressChanged, "progress", practice.progress_told(viewer)),
            live.COURSE_CHANGED: Shown(CourseChanged, "course", seen),
        },
        requires=seen,
        key=key,
        withdraws=frozenset({live.ENROLLMENT_ENDED}),
    )
