"""The gateway's settings, with nothing between the request and the one view."""

from server.settings import *

ROOT_URLCONF = "benchmarks.stock.urls"
MIDDLEWARE: list[str] = []
