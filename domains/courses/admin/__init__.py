"""Courses in the back office."""

from domains.courses.admin.blueprint import BlueprintModuleAdmin
from domains.courses.admin.practice import ArchitectureReviewAdmin, CodingProgressAdmin
from domains.courses.admin.taught import TaughtCourseAdmin

__all__ = ["ArchitectureReviewAdmin", "BlueprintModuleAdmin", "CodingProgressAdmin", "TaughtCourseAdmin"]
