"""The table of settings."""

from django.core.validators import MaxLengthValidator
from django.db import models

from domains.kit.models import ChangingEntity

LONGEST_VALUE = 10_000


class AppSetting(ChangingEntity):
    """A setting of the gateway, and the value that staff gave it."""

    key = models.CharField(max_length=100, unique=True, help_text="The setting's name.")
    # Null where staff set nothing: then the environment holds, or else the default. A secret is stored encrypted.
    value = models.TextField(null=True, blank=True, validators=[MaxLengthValidator(LONGEST_VALUE)])  # noqa: DJ001
    description = models.TextField(blank=True, help_text="What it is for.")
    is_encrypted = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ("key",)
        verbose_name = "setting"

    def __str__(self) -> str:
        return self.key
