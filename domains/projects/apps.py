"""The projects domain as a Django app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, comments and likes."""

    name = "domains.projects"
