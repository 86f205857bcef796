"""Settings, as staff sees them."""

from strawberry import auto

from domains.configuration import models
from domains.configuration.rules import SettingSource, SettingType, declared
from domains.kit.fields import computed, object_type
from domains.kit.nodes import Node


def _type(key: str) -> SettingType:
    return declared[key].type


def _value(key: str, stored: str | None) -> str:
    return declared[key].shown(stored)


def _source(key: str, stored: str | None) -> SettingSource:
    return declared[key].source(stored)


def _is_secret(key: str) -> bool:
    return declared[key].is_secret


def _variable(key: str) -> str:
    return declared[key].variable


@object_type(models.AppSetting)
class AppSetting(Node):
    """A setting of the gateway: what staff set holds, else what the environment says, else the default."""

    key: auto
    description: auto
    created_at: auto
    updated_at: auto
    type: SettingType = computed(_type, "key", description="What kind of value it has.")
    value: str = computed(
        _value, "key", "value", description="The value that holds now, as a text. A secret is masked; empty means none."
    )
    source: SettingSource = computed(_source, "key", "value", description="Where the value comes from.")
    is_secret: bool = computed(_is_secret, "key", description="Whether nobody is shown the value.")
    environment_variable: str = computed(
        _variable, "key", description="The environment variable that holds where staff set nothing."
    )
