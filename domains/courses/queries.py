"""What can be asked about courses."""

from typing import Annotated

import strawberry

from domains.courses.selectors import courses
from domains.courses.selectors.courses import Courses
from domains.kit.relations import one
from domains.kit.viewer import Viewer


@one("Course")
def course(
    viewer: Viewer, id: Annotated[strawberry.ID, strawberry.argument(description="The id of the course.")]
) -> Courses:
    """Find a course of either kind by its id; null where there is none, or none that you see."""
    return courses.course(viewer, id)
