"""The types of courses, and what they lend to others."""

from domains.courses.types.courses import Course, UserSavedCourses
from domains.courses.types.generated import GeneratedCourse
from domains.courses.types.taught import TaughtCourse

__all__ = ["Course", "GeneratedCourse", "TaughtCourse", "UserSavedCourses"]
