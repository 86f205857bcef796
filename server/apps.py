"""The Django app that carries the gateway's management commands."""

from django.apps import AppConfig


class ServerConfig(AppConfig):
    """The gateway's server."""

    name = "server"
