"""What can be asked about courses."""

from typing import Annotated

import strawberry

from domains.courses.selectors import courses, practice
from domains.courses.selectors.courses import Courses
from domains.kit.relations import connection, one
from domains.kit.viewer import Viewer


@one("Course")
def course(
    viewer: Viewer, id: Annotated[strawberry.ID, strawberry.argument(description="The id of the course.")]
) -> Courses:
    """Find a course of either kind by its id; null where there is none, or none that you see."""
    return courses.course(viewer, id)


@connection("GradingTask")
def grading_tasks(viewer: Viewer) -> practice.Tasks:
    """The answers to coding exercises that wait to be graded, the oldest first: for service accounts alone."""
    return practice.grading_tasks(viewer)
