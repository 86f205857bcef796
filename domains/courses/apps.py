"""The courses domain as a Django app."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses of both kinds, and how far their learners are."""

    name = "domains.courses"
