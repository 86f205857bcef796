"""The courses domain as a Django app."""

from django.apps import AppConfig
from django.core.checks import register


class CoursesConfig(AppConfig):
    """Courses of both kinds, and how far their learners are."""

    name = "domains.courses"

    def ready(self) -> None:
        """Check what the environment says of the model that writes."""
        from domains.courses.rules import writing  # noqa: PLC0415 - settings are declared once apps are loaded

        register(writing.check_writer)
