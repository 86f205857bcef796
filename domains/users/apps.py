"""The users domain as a Django app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """People, their settings, tokens and relationships."""

    name = "domains.users"
