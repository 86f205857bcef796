"""What staff does with settings: set them, or let them fall back."""

from django.db import transaction

from domains.configuration import models, rules
from domains.kit.errors import Forbidden, Invalid, NotFound, validate
from domains.kit.viewer import Viewer


@transaction.atomic
def set_app_setting(*, viewer: Viewer, key: str, value: str | None) -> models.AppSetting:
    """Give a setting a value, which holds everywhere from the commit on; null lets it fall back.

    Raises:
        Unauthenticated, Forbidden: the viewer is no staff.
        NotFound, Invalid, Refusals: there is no such setting, or it does not take the value.
    """
    viewer.require_account()
    if not viewer.is_staff:
        raise Forbidden
    if key not in rules.declared:
        raise NotFound("There is no such setting.", path=["input", "key"])
    setting = rules.declared[key]
    if value is not None:
        check(setting, value)
    row, _ = models.AppSetting.objects.select_for_update().get_or_create(
        key=key, defaults={"description": setting.description}
    )
    row.is_encrypted = setting.is_secret and value is not None
    row.value = rules.encrypted(value) if value is not None and setting.is_secret else value
    row.save(update_fields=["value", "is_encrypted", "updated_at"])
    return row


def check(setting: rules.Setting[object], value: str) -> None:
    """Refuse a text that stands for no value of the setting."""
    validate(models.AppSetting(value=value), only=["value"])
    try:
        setting.parse(value)
    except ValueError:
        raise Invalid(f"This setting does not take that: {setting.expected}", path=["input", "value"]) from None


def enrol_settings(**_: object) -> None:
    """Have a row for every declared setting, with its description as it is now."""
    models.AppSetting.objects.bulk_create(
        [models.AppSetting(key=each.key, description=each.description) for each in rules.declared.values()],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["description"],
    )
