"""Tests: the same code and database engine, with a server of their own and a cheap password hash."""

import os

from server.settings.base import ENVIRONMENT
from server.settings.database import database

# Each worker of a parallel run has a database of its own, cloned from the template.
TEST_TEMPLATE = "gateway_template"
TEST_DATABASE = f"gateway_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"

DATABASES = {"default": database(ENVIRONMENT, embedded=ENVIRONMENT.data_dir / "postgres-test", name=TEST_DATABASE)}
# With DATABASE_URL too, a test never touches the database that the URL names.
DATABASES["default"]["NAME"] = os.environ.get("GATEWAY_TEST_DATABASE") or TEST_DATABASE
# Nothing here needs to survive a crash, so nothing waits for the disk.
DATABASES["default"]["EMBEDDED_OPTIONS"] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
DATABASES["default"]["OPTIONS"]["pool"]["min_size"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each worker has files of its own too.
MEDIA_ROOT = ENVIRONMENT.data_dir / "media-test" / DATABASES["default"]["NAME"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
RUN_WORKER = False
