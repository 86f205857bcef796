"""Courses that are generated for one learner, as clients see them."""

from strawberry import auto

from domains.courses import models
from domains.courses.models import GeneratedCourseStatus
from domains.courses.types.courses import Course
from domains.kit.fields import object_type
from domains.kit.relations import forward


@object_type(models.GeneratedCourse)
class GeneratedCourse(Course):
    """A course that was generated for one learner. Others see this card; what is in it is its learner's alone."""

    status: GeneratedCourseStatus
    progress_percentage: auto
    start_date: auto
    completion_date: auto
    user = forward("user", of="User", description="For whom it was generated.", is_seen=True)
