"""Django's settings for the environment that `GATEWAY_ENV` names."""

from server.settings.base import *  # noqa: F403 - Django reads settings as one module's names
from server.settings.base import ENVIRONMENT

if ENVIRONMENT.gateway_env == "production":
    from server.settings.production import *  # noqa: F403
elif ENVIRONMENT.gateway_env == "test":
    from server.settings.test import *  # noqa: F403
