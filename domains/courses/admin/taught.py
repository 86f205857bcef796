"""Taught courses in the back office."""

from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from domains.courses import models
from domains.courses.errors import SeatsTaken
from domains.courses.services import publishing
from domains.courses.services.news import tell_course
from domains.courses.services.teaching import has_learners
from domains.kit.errors import Refusal
from domains.kit.text import plain_words
from domains.kit.viewer import Viewer
from domains.users.access import viewer_of
from domains.users.models import User

Taught = QuerySet[models.TaughtCourse, models.TaughtCourse]


class CourseTagForm(forms.ModelForm[models.CourseTag]):
    """A tag, as it is stored."""

    def clean_tag(self) -> str:
        """Return the tag as teachers' are stored."""
        return plain_words(self.cleaned_data["tag"])


class TaughtCourseForm(forms.ModelForm[models.TaughtCourse]):
    """A course, with no fewer seats than are taken."""

    def clean_max_enrollments(self) -> int | None:
        """Return how many can enrol."""
        seats: int | None = self.cleaned_data["max_enrollments"]
        if seats is not None and seats < self.instance.enrollment_count:
            raise forms.ValidationError(SeatsTaken.description())
        return seats


class CourseTagInline(admin.TabularInline[models.CourseTag, models.TaughtCourse]):
    """The words that a course is found by."""

    model = models.CourseTag
    form = CourseTagForm
    fields = ("tag",)
    extra = 1


@admin.register(models.TaughtCourse)
class TaughtCourseAdmin(admin.ModelAdmin[models.TaughtCourse]):
    """Taught courses: find, change, publish. What they require is changed by `updateCourse`, which closes no circle."""

    form = TaughtCourseForm
    list_display = ("title", "teacher", "category", "level", "is_published", "enrollment_count", "created_at")
    list_filter = ("category", "level", "is_published")
    list_select_related = ("teacher",)
    search_fields = ("title", "teacher__username")
    raw_id_fields = ("teacher",)
    readonly_fields = ("is_published", "published_at", "prerequisites", "enrollment_count", "view_count")
    exclude = ("thumbnail",)
    inlines = (CourseTagInline,)
    actions = ("publish", "unpublish")

    @admin.action(description="Publish: let learners in", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: Taught) -> None:
        """Publish the chosen courses."""
        done = self._each(request, queryset, publishing.publish_course)
        self.message_user(request, f"Published: {done}")

    @admin.action(description="Unpublish: let nobody new in", permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: Taught) -> None:
        """Let nobody new into the chosen courses."""
        done = self._each(request, queryset, publishing.unpublish_course)
        self.message_user(request, f"Unpublished: {done}")

    def save_model(self, request: HttpRequest, obj: models.TaughtCourse, form: Any, change: bool) -> None:  # noqa: FBT001, ARG002 - as Django has it
        """Write what was changed and nothing else: learners come and go meanwhile."""
        obj.save(update_fields=[*form.changed_data, "updated_at"] if change else None)
        tell_course(obj.pk)

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> Any:
        """Protect the courses in which somebody has learned."""
        *rest, protected = super().get_deleted_objects(objs, request)  # type: ignore[arg-type]
        return *rest, [*protected, *(str(each) for each in objs if has_learners(each))]

    def _each(self, request: HttpRequest, queryset: Taught, verb: Callable[..., object]) -> int:
        """Do it with each, through the service that everybody uses; return how many did not refuse."""
        viewer: Viewer = viewer_of(cast("User", request.user))
        done = 0
        for key in cast("list[UUID]", list(queryset.order_by("pk").values_list("pk", flat=True))):
            try:
                verb(viewer=viewer, course_id=key)
                done += 1
            except Refusal as refusal:
                self.message_user(request, f"{key}: {refusal.message}", messages.WARNING)
        return done
