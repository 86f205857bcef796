"""What lower domains did that people want to hear of."""

from typing import Any

from domains.courses.events import (
    CourseCompleted,
    CourseLeft,
    CourseStarted,
    ExercisePassed,
    LessonCompleted,
    LessonExercisePassed,
    ModuleCompleted,
    ReviewRecorded,
)
from domains.courses.models import GeneratedCourse, Lesson, TaughtCourse
from domains.feed import models, services
from domains.feed.models import ActivityType
from domains.kit.events import on
from domains.projects.events import (
    CommentAdded,
    CommentDeleted,
    ProjectCreated,
    ProjectLiked,
    ProjectUnliked,
    ProjectUpdated,
)
from domains.projects.models import Comment, Project
from domains.users.events import AccountClosed, UserFollowed, UserUnfollowed
from domains.users.models import User


@on(ProjectCreated)
def project_created(event: ProjectCreated) -> None:
    """Tell of a new project."""
    services.record(
        user_id=event.user_id, activity_type=ActivityType.PROJECT_CREATED, about=Project, key=event.project_id
    )


@on(ProjectUpdated)
def project_updated(event: ProjectUpdated) -> None:
    """Tell of a changed project, once: the newest change stands for the earlier ones."""
    kind = ActivityType.PROJECT_UPDATED
    services.withdraw(user_id=event.user_id, activity_type=kind, about=Project, key=event.project_id)
    services.record(
        user_id=event.user_id, activity_type=kind, about=Project, key=event.project_id, changed=list(event.changed)
    )


@on(ProjectLiked)
def project_liked(event: ProjectLiked) -> None:
    """Tell of a like."""
    services.record(
        user_id=event.user_id, activity_type=ActivityType.PROJECT_LIKED, about=Project, key=event.project_id
    )


@on(ProjectUnliked)
def project_unliked(event: ProjectUnliked) -> None:
    """Take the like's activity back."""
    services.withdraw(
        user_id=event.user_id, activity_type=ActivityType.PROJECT_LIKED, about=Project, key=event.project_id
    )


@on(CommentAdded)
def comment_added(event: CommentAdded) -> None:
    """Tell of a comment."""
    services.record(user_id=event.user_id, activity_type=ActivityType.COMMENTED, about=Comment, key=event.comment_id)


@on(CommentDeleted)
def comment_deleted(event: CommentDeleted) -> None:
    """Take the comment's activity back: what nobody may read any more is no news."""
    services.withdraw(user_id=event.user_id, activity_type=ActivityType.COMMENTED, about=Comment, key=event.comment_id)


@on(UserFollowed)
def user_followed(event: UserFollowed) -> None:
    """Tell of a follow."""
    services.record(user_id=event.follower_id, activity_type=ActivityType.FOLLOWED, about=User, key=event.following_id)


@on(UserUnfollowed)
def user_unfollowed(event: UserUnfollowed) -> None:
    """Take the follow's activity back."""
    services.withdraw(
        user_id=event.follower_id, activity_type=ActivityType.FOLLOWED, about=User, key=event.following_id
    )


# The kinds of courses, by the type that an event names.
COURSES = {"TaughtCourse": TaughtCourse, "GeneratedCourse": GeneratedCourse}


@on(CourseStarted)
def course_started(event: CourseStarted) -> None:
    """Tell that somebody began a course."""
    services.record(
        user_id=event.user_id,
        activity_type=ActivityType.STARTED_COURSE,
        about=COURSES[event.course_type],
        key=event.course_id,
    )


@on(CourseLeft)
def course_left(event: CourseLeft) -> None:
    """Take that back: who left has not begun."""
    services.withdraw(
        user_id=event.user_id, activity_type=ActivityType.STARTED_COURSE, about=TaughtCourse, key=event.course_id
    )


@on(LessonCompleted)
def lesson_completed(event: LessonCompleted) -> None:
    """Tell of a lesson that is done."""
    services.record(
        user_id=event.user_id, activity_type=ActivityType.COMPLETED_LESSON, about=Lesson, key=event.lesson_id
    )


@on(LessonExercisePassed)
def lesson_exercise_passed(event: LessonExercisePassed) -> None:
    """Tell of an exercise that was passed, by its lesson: exercises are for who takes the course."""
    services.record(
        user_id=event.user_id, activity_type=ActivityType.PASSED_EXERCISE, about=Lesson, key=event.lesson_id
    )


@on(ExercisePassed)
def exercise_passed(event: ExercisePassed) -> None:
    """Tell of a coding exercise that was passed, by its course: what is in that is its learner's alone."""
    _record_of_course(event, ActivityType.PASSED_EXERCISE, score=event.score)


@on(ModuleCompleted)
def module_completed(event: ModuleCompleted) -> None:
    """Tell of a module that is done, by its course."""
    _record_of_course(event, ActivityType.COMPLETED_MODULE, module=event.module_number, score=event.final_score)


@on(ReviewRecorded)
def review_recorded(event: ReviewRecorded) -> None:
    """Tell of a review that was passed, by its course; of any other nobody hears."""
    if event.passed:
        _record_of_course(event, ActivityType.PASSED_REVIEW, module=event.module_number, score=event.overall_score)


def _record_of_course(
    event: ExercisePassed | ModuleCompleted | ReviewRecorded, kind: ActivityType, **metadata: Any
) -> None:
    services.record(user_id=event.user_id, activity_type=kind, about=GeneratedCourse, key=event.course_id, **metadata)


@on(CourseCompleted)
def course_completed(event: CourseCompleted) -> None:
    """Tell of a course that is done."""
    services.record(
        user_id=event.user_id,
        activity_type=ActivityType.COMPLETED_COURSE,
        about=COURSES[event.course_type],
        key=event.course_id,
    )


@on(AccountClosed)
def account_closed(event: AccountClosed) -> None:
    """Forget what others did to somebody who leaves; what they did themselves goes with the account."""
    models.Activity.objects.filter(reference_type=User._meta.label, reference_id=event.user_id).delete()
