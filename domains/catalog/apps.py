"""The catalog domain as a Django app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Tools and taxonomy."""

    name = "domains.catalog"
