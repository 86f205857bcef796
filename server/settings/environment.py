"""What the gateway is told from outside: typed environment variables, with clear errors."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from django.core.exceptions import ImproperlyConfigured
from pydantic import (
    Field,
    PostgresDsn,
    RedisDsn,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only-secret-never-for-production"  # noqa: S105 - refused in production below
MINIMUM_SECRET_LENGTH = 32
ORIGIN = re.compile(r"https?://[^/\s]+")
POSTGRES_URL = TypeAdapter(PostgresDsn)
REDIS_URL = TypeAdapter(RedisDsn)


class Environment(BaseSettings):
    """Every environment variable that the gateway reads; an empty one counts as not given."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    gateway_env: Literal["development", "test", "production"] = "development"
    secret_key: str = DEVELOPMENT_SECRET
    # Kept as text: drivers take forms that a URL object would rewrite.
    database_url: str | None = None
    redis_url: str | None = None
    allowed_hosts: Annotated[list[str], NoDecode] = ["127.0.0.1", "localhost", "[::1]"]
    allowed_origins: Annotated[list[str], NoDecode] = []
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=256)
    database_pool_size: int = Field(default=8, ge=1, le=500)
    run_worker: bool = True
    live_retention_hours: int = Field(default=48, ge=24)
    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: str = ""
    mail_from: str = "gateway@localhost"
    data_dir: Path = Path(__file__).resolve().parents[2] / ".data"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("allowed_hosts", "allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Take `a, b` as the two values it names."""
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, values: list[str]) -> list[str]:
        """Take origins as browsers send them: scheme and host, nothing after it."""
        origins = [value.rstrip("/") for value in values]
        if any(not ORIGIN.fullmatch(origin) for origin in origins):
            raise ValueError("an origin is a scheme and a host, such as https://app.example")
        return origins

    @field_validator("database_url")
    @classmethod
    def _is_postgres(cls, value: str | None) -> str | None:
        if value is not None:
            POSTGRES_URL.validate_python(value)
        return value

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str | None) -> str | None:
        if value is not None:
            REDIS_URL.validate_python(value)
        return value

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        """Refuse what would run but not be safe."""
        if self.workers > 1 and self.redis_url is None:
            raise ValueError("WORKERS above 1 needs REDIS_URL: processes wake each other through Redis")
        if self.gateway_env == "production":
            if self.secret_key == DEVELOPMENT_SECRET or len(self.secret_key) < MINIMUM_SECRET_LENGTH:
                raise ValueError(
                    f"production needs a SECRET_KEY of its own, {MINIMUM_SECRET_LENGTH} characters or more"
                )
            if "allowed_hosts" not in self.model_fields_set:
                raise ValueError("production needs ALLOWED_HOSTS: the host names it answers to, comma-separated")
        return self


def read() -> Environment:
    """Return the environment, or say in plain words what is wrong with it.

    Raises:
        ImproperlyConfigured: naming each variable that does not fit, without its value.
    """
    try:
        return Environment()
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(part) for part in problem['loc']).upper() or 'environment'}: "
            f"{problem['msg'].removeprefix('Value error, ')}"
            for problem in error.errors()
        ]
        raise ImproperlyConfigured("\n".join(["the gateway's environment does not fit:", *lines])) from None
