"""Activities in the back office."""

from typing import ClassVar

from django.contrib import admin

from domains.feed import models


@admin.register(models.Activity)
class ActivityAdmin(admin.ModelAdmin[models.Activity]):
    """Activities, to look at."""

    list_display: ClassVar = ("user", "activity_type", "reference_type", "visibility", "created_at")
    list_filter: ClassVar = ("activity_type", "visibility")
    list_select_related: ClassVar = ("user",)
    search_fields: ClassVar = ("user__username",)
    raw_id_fields: ClassVar = ("user",)
