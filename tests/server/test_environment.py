"""What the gateway is told from outside, and what it says when that does not fit."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import server.settings as s; print(s.ENVIRONMENT.port, s.ENVIRONMENT.allowed_hosts)"],
        cwd=settings.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_defaults_are_for_development() -> None:
    assert start().stdout == "8000 ['127.0.0.1', 'localhost', '[::1]']\n"


def test_values_are_read_with_their_types() -> None:
    assert start(PORT="9000", ALLOWED_HOSTS="a.example, b.example").stdout == "9000 ['a.example', 'b.example']\n"


def test_an_empty_variable_counts_as_not_given() -> None:
    assert start(DATABASE_URL="", PORT="").stdout.startswith("8000")


SAFE = {"GATEWAY_ENV": "production", "SECRET_KEY": "s" * 40, "ALLOWED_HOSTS": "gateway.example"}


def test_production_starts_with_what_it_needs() -> None:
    assert start(**SAFE).returncode == 0


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"PORT": "many"}, "PORT: Input should be a valid integer"),
        ({"PORT": "70000"}, "PORT: Input should be less than or equal to 65535"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL: URL scheme should be 'postgres'"),
        ({"REDIS_URL": "localhost"}, "REDIS_URL: Input should be a valid URL"),
        ({"GATEWAY_ENV": "staging"}, "GATEWAY_ENV: Input should be 'development', 'test' or 'production'"),
        ({"WORKERS": "2"}, "WORKERS above 1 needs REDIS_URL"),
        (SAFE | {"SECRET_KEY": ""}, "production needs a SECRET_KEY of its own"),
        (SAFE | {"SECRET_KEY": "short"}, "production needs a SECRET_KEY of its own"),
        (SAFE | {"ALLOWED_HOSTS": ""}, "production needs ALLOWED_HOSTS"),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words(environment: dict[str, str], message: str) -> None:
    started = start(**environment)

    assert started.returncode != 0
    assert message in started.stderr


def test_a_secret_is_not_repeated_in_the_error() -> None:
    assert "hunter2" not in start(**(SAFE | {"SECRET_KEY": "hunter2"})).stderr
