"""Production starts with what is safe, and says what is not."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings

from tests.support.processes import OWN, data_folder, gateway

PRODUCTION: dict[str, Any] = {"GATEWAY_ENV": "production", "SECRET_KEY": "s" * 40, "ALLOWED_HOSTS": "gateway.example"}


def test_a_database_with_demo_accounts_is_no_database_for_production() -> None:
    with data_folder() as data:
        with gateway(data):
            pass
        given = {name: value for name, value in os.environ.items() if name not in OWN}

        refused = subprocess.run(
            [sys.executable, "-m", "server"],
            cwd=settings.BASE_DIR,
            env=given | PRODUCTION | {"DATA_DIR": str(data / "d"), "PORT": "0"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert refused.returncode == 1
    assert "published demo password: creator, staff, student, teacher" in refused.stderr


def test_production_starts_on_a_new_database() -> None:
    with data_folder() as data, gateway(data, **PRODUCTION) as address:
        assert address
