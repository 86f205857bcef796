"""The configuration domain as a Django app."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class ConfigurationConfig(AppConfig):
    """Settings."""

    name = "domains.configuration"

    def ready(self) -> None:
        """Have a row for every declared setting after each migration, and check the environment before."""
        from domains.configuration import rules, services  # noqa: PLC0415 - models are loaded by now

        post_migrate.connect(services.enrol_settings, sender=self)
        register(rules.check_environment)
