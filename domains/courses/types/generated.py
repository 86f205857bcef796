"""Courses that are generated for one learner, as clients see them."""

import strawberry
from strawberry import auto

from domains.courses import models
from domains.courses.models import GeneratedCourseStatus, GenerationFailure, GenerationStatus
from domains.courses.selectors import generated
from domains.courses.types.courses import Course
from domains.kit.fields import object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one


@object_type(models.GeneratedCourse)
class GeneratedCourse(Course):
    """A course that was generated for one learner. Others see this card; what is in it is its learner's alone."""

    status: GeneratedCourseStatus
    progress_percentage: auto
    start_date: auto
    completion_date: auto
    user = forward("user", of="User", description="For whom it was generated.", is_seen=True)
    archetype = forward(
        "archetype", of="UserArchetype", description="What kind of learner it was made for; null to everybody else."
    )
    modules = many("GeneratedModule")(generated.modules_of_course)
    generation = one("CourseGeneration")(generated.generation_of_course)


@object_type(models.CourseGeneration)
class CourseGeneration(Node):
    """How the generation of a course is, for its learner and staff."""

    status: GenerationStatus
    failure: GenerationFailure | None
    modules_total: auto
    modules_done: auto
    created_at: auto
    updated_at: auto
    course = forward("course", of="GeneratedCourse", description="The course that is made.", is_seen=True)


@strawberry.type
class UserCourses:
    """What this domain lends to people: the courses of either kind that they take."""

    courses = connection("Course")(generated.courses_of_user)
