"""The gateway's settings, with nothing between the request and the one view."""

from server.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "benchmarks.stock.urls"
MIDDLEWARE: list[str] = []
