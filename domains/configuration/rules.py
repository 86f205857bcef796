"""Settings as they are declared in code: key, type, default; how their texts are read and shown.

A domain declares one in its own `rules.py`, and nothing else changes anywhere:

    MOST_FAVORITES = declare("catalog.most_favorites", 500, "How many tools somebody can mark.")
"""

import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from math import isfinite
from typing import Any, Generic, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db.models import TextChoices

from domains.kit.enums import described

ValueT = TypeVar("ValueT")

# What stands for a secret that has a value.
MASK = "••••••••"
TRUTHS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


@described
class SettingType(TextChoices):
    """What kind of value a setting has."""

    TEXT = "text", "Any text."
    INTEGER = "integer", "A whole number."
    DECIMAL = "decimal", "A number."
    BOOLEAN = "boolean", "`true` or `false`."
    LIST = "list", "Texts, separated by commas."


@described
class SettingSource(TextChoices):
    """Where a setting's value comes from."""

    DATABASE = "database", "Staff set it."
    ENVIRONMENT = "environment", "The gateway's environment names it."
    DEFAULT = "default", "Nobody set it."


@dataclass(frozen=True)
class Setting(Generic[ValueT]):
    """A setting, declared. Its type is that of its default."""

    key: str
    default: ValueT
    description: str
    is_secret: bool = False
    environment: str = ""
    accepts: Callable[[ValueT], bool] = field(default=lambda _: True)
    # What fits, where its type does not say it.
    expects: str = ""

    @property
    def type(self) -> SettingType:
        """What kind of value it has."""
        return TYPES[type(self.default)]

    @property
    def expected(self) -> str:
        """What fits it, in words."""
        return self.expects or self.type.label

    @property
    def variable(self) -> str:
        """The environment variable that is its fallback."""
        return self.environment or f"GATEWAY_{self.key.replace('.', '_').upper()}"

    def parse(self, text: str) -> ValueT:
        """Return the value that a text stands for.

        Raises:
            ValueError: the text stands for no value of this setting.
        """
        value: ValueT = READERS[self.type](text.strip())
        if not self.accepts(value):
            raise ValueError(f"{self.key} does not take this value")
        return value

    def fallback(self) -> ValueT:
        """Return what holds where staff set nothing: the environment's value, or else the default."""
        text = os.environ.get(self.variable)
        return self.parse(text) if text else self.default

    def source(self, stored: str | None) -> SettingSource:
        """Return where the value comes from, given what is stored."""
        if stored is not None:
            return SettingSource.DATABASE
        return SettingSource.ENVIRONMENT if os.environ.get(self.variable) else SettingSource.DEFAULT

    def shown(self, stored: str | None) -> str:
        """Return the value that holds as a text for staff; a secret is never shown."""
        text = text_of(self.fallback()) if stored is None else stored
        return MASK if text and self.is_secret else text


# Every declared setting by its key.
declared: dict[str, Setting[Any]] = {}


def declare(
    key: str,
    default: ValueT,
    description: str,
    *,
    is_secret: bool = False,
    environment: str = "",
    accepts: Callable[[ValueT], bool] = lambda _: True,
    expects: str = "",
) -> Setting[ValueT]:
    """Declare a setting, and return it to be read by `selectors.value_of`."""
    if key in declared:
        raise TypeError(f"the setting {key} is declared already")
    declared[key] = Setting(key, default, description, is_secret, environment, accepts, expects)
    return declared[key]


def truth(text: str) -> bool:
    """Return the truth value that a text stands for.

    Raises:
        ValueError: it stands for none.
    """
    if text.lower() not in TRUTHS:
        raise ValueError("say `true` or `false`")
    return TRUTHS[text.lower()]


def number(text: str) -> float:
    """Return the number that a text stands for.

    Raises:
        ValueError: it stands for none that can be reckoned with.
    """
    if not isfinite(value := float(text)):
        raise ValueError("say a finite number")
    return value


def items(text: str) -> tuple[str, ...]:
    """Return the texts between the commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def text_of(value: object) -> str:
    """Return a value as the text that stands for it."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


TYPES: dict[type, SettingType] = {
    str: SettingType.TEXT,
    int: SettingType.INTEGER,
    float: SettingType.DECIMAL,
    bool: SettingType.BOOLEAN,
    tuple: SettingType.LIST,
}
READERS: dict[SettingType, Callable[[str], Any]] = {
    SettingType.TEXT: str,
    SettingType.INTEGER: int,
    SettingType.DECIMAL: number,
    SettingType.BOOLEAN: truth,
    SettingType.LIST: items,
}


def encrypted(text: str) -> str:
    """Return a secret as it is stored."""
    return _vault(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()


def decrypted(stored: str) -> str:
    """Return the secret of a stored text.

    Raises:
        ValueError: it was encrypted with another secret key.
    """
    try:
        return _vault(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(stored.encode()).decode()
    except InvalidToken:
        raise ValueError("encrypted with another secret key") from None


@cache
def _vault(*keys: str) -> MultiFernet:
    """Return what encrypts with the first key and decrypts with any; each serves this purpose alone."""
    derived = (blake2b(key.encode(), digest_size=32, person=b"gateway.settings").digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in derived])


def check_environment(**_: object) -> list[CheckMessage]:
    """Return what in the environment does not fit its setting: Django asks before it migrates."""
    problems: list[CheckMessage] = []
    for setting in declared.values():
        try:
            setting.fallback()
        except ValueError:
            problems.append(Error(f"{setting.variable} does not fit: {setting.expected}", id="configuration.E001"))
    return problems
