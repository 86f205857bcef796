"""Activities in the back office."""

from django.contrib import admin

from domains.feed import models


@admin.register(models.Activity)
class ActivityAdmin(admin.ModelAdmin[models.Activity]):
    """Activities, to look at."""

    list_display = ("user", "activity_type", "reference_type", "visibility", "created_at")
    list_filter = ("activity_type", "visibility")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    raw_id_fields = ("user",)
