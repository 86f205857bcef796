"""Courses in the back office: Django finds here what each file registers."""

from domains.courses.admin import lessons, taught

__all__ = ["lessons", "taught"]
