"""Courses in the back office."""

from domains.courses.admin.blueprint import BlueprintModuleAdmin
from domains.courses.admin.lessons import LessonAdmin, LessonExerciseAdmin
from domains.courses.admin.practice import ArchitectureReviewAdmin, CodingProgressAdmin
from domains.courses.admin.taught import TaughtCourseAdmin

__all__ = [
    "ArchitectureReviewAdmin",
    "BlueprintModuleAdmin",
    "CodingProgressAdmin",
    "LessonAdmin",
    "LessonExerciseAdmin",
    "TaughtCourseAdmin",
]
