"""Courses that teachers teach, as clients see them."""

from strawberry import auto

from domains.courses import models
from domains.courses.models import CourseCategory, CourseLevel
from domains.courses.types.courses import Course
from domains.kit.fields import object_type
from domains.kit.relations import forward


@object_type(models.TaughtCourse)
class TaughtCourse(Course):
    """A course that a teacher teaches."""

    category: CourseCategory
    level: CourseLevel
    teocoin_reward: auto
    is_published: auto
    published_at: auto
    max_enrollments: auto
    duration_hours: auto
    enrollment_count: auto
    teacher = forward("teacher", of="User", description="Who teaches it.")
