"""What can be asked about courses."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.inputs import CourseOrder
from domains.courses.selectors import courses as of_both_kinds
from domains.courses.selectors import generated, practice, taught
from domains.courses.selectors.courses import Courses
from domains.courses.selectors.taught import Taught
from domains.kit.relations import connection, many, one
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


@one("Course")
def course(
    viewer: Viewer, id: Annotated[strawberry.ID, strawberry.argument(description="The id of the course.")]
) -> Courses:
    """Find a course of either kind by its id; null where there is none, or none that you see."""
    return of_both_kinds.course(viewer, id)


@connection("TaughtCourse")
def courses(
    viewer: Viewer,
    filter: Annotated[
        inputs.CourseFilter | None, strawberry.argument(description="Which courses; all without it.")
    ] = None,
    order: Annotated[CourseOrder, strawberry.argument(description="In which order.")] = CourseOrder.NEWEST,
    search: Annotated[
        str | None,
        strawberry.argument(description='Words to find, "a phrase", `or`, `-without`; in titles and descriptions.'),
    ] = None,
) -> Taught:
    """The courses that teachers have published."""
    return taught.courses(viewer, **vars(filter) if filter else {}, order=order.value, search=search)


@connection("TaughtCourse")
def courses_taught(viewer: Viewer) -> Taught:
    """The courses that you teach, drafts too, the latest first. Empty for who teaches none."""
    return taught.courses_taught(viewer)


@connection("GradingTask")
def grading_tasks(viewer: Viewer) -> practice.Tasks:
    """The answers to coding exercises that wait to be graded, the oldest first: for service accounts alone."""
    return practice.grading_tasks(viewer)


@many("BlueprintModule")
def blueprint(viewer: Viewer) -> VisibleQuerySet[models.BlueprintModule]:
    """The Universal Blueprint that generated courses are made of: its modules, in their order."""
    return generated.blueprint(viewer)
