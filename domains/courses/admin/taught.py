"""Taught courses in the back office."""

from django.contrib import admin

from domains.courses import models


@admin.register(models.TaughtCourse)
class TaughtCourseAdmin(admin.ModelAdmin[models.TaughtCourse]):
    """Taught courses, to find and to change."""

    list_display = ("title", "teacher", "category", "level", "is_published", "enrollment_count")
    list_filter = ("category", "level", "is_published")
    list_select_related = ("teacher",)
    search_fields = ("title", "teacher__username")
    raw_id_fields = ("teacher", "prerequisites")
    exclude = ("thumbnail",)
