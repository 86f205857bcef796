"""Courses of both kinds, as clients see them."""

import strawberry
from strawberry import auto

from domains.courses import models
from domains.courses.selectors import courses
from domains.kit.fields import expression, interface_type
from domains.kit.nodes import Node
from domains.kit.relations import connection


@interface_type(models.Course)
class Course(Node):
    """A course: one that a teacher teaches, or one that was generated for a learner."""

    title: auto
    description: auto
    view_count: auto
    created_at: auto
    updated_at: auto
    tags: list[str] = expression(courses.tags, description="The words that it is found by.")
    viewer_progress: float | None = expression(
        courses.viewer_progress, description="How far you are in it, 0 to 100; null where you do not take it."
    )
    is_saved_by_viewer: bool = expression(courses.is_saved_by_viewer, description="Whether you keep it for later.")


@strawberry.type
class UserSavedCourses:
    """What this domain lends to people: courses of both kinds."""

    saved_courses = connection("Course")(courses.saved_courses)
