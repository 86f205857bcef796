"""The feed domain as a Django app."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """Activities."""

    name = "domains.feed"
