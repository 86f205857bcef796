"""What can be asked about courses."""

from typing import Annotated

import strawberry

from domains.courses import models
from domains.courses.selectors import courses, generated
from domains.courses.selectors.courses import Courses
from domains.kit.relations import many, one
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


@one("Course")
def course(
    viewer: Viewer, id: Annotated[strawberry.ID, strawberry.argument(description="The id of the course.")]
) -> Courses:
    """Find a course of either kind by its id; null where there is none, or none that you see."""
    return courses.course(viewer, id)


@many("BlueprintModule")
def blueprint(viewer: Viewer) -> VisibleQuerySet[models.BlueprintModule]:
    """The Universal Blueprint that generated courses are made of: its modules, in their order."""
    return generated.blueprint(viewer)
