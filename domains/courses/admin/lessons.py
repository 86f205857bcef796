"""Lessons and their exercises in the back office, written by the services that teachers use."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from domains.courses import models
from domains.courses.rules.tasks import checked_content, checked_solution
from domains.courses.services import exercises, lessons
from domains.kit.errors import Refusal, Refusals
from domains.kit.viewer import Viewer
from domains.users.access import viewer_of
from domains.users.models import User


class ServedAdmin(admin.ModelAdmin[Any]):
    """Rows that services write: what those refuse is said, and nothing is changed."""

    # What a row belongs to, which is told once.
    belongs_to: tuple[str, ...] = ()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form, or write what it says."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refusal, Refusals) as refused:
            for refusal in Refusals.of(refused).refusals:
                self.message_user(request, refusal.message, messages.ERROR)
            return HttpResponseRedirect(request.path)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let what is there stay where it is."""
        fixed = super().get_readonly_fields(request, obj)
        return fixed if obj is None else (*fixed, *self.belongs_to)

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer no deletion of many at once: each is asked for."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> Any:
        """Protect what may not be deleted."""
        *rest, protected = super().get_deleted_objects(objs, request)  # type: ignore[arg-type]
        return *rest, [*protected, *(str(each) for each in objs if not self.may_be_deleted(each))]

    def may_be_deleted(self, obj: Any) -> bool:
        """Tell whether a row may be deleted."""
        raise NotImplementedError


@admin.register(models.Lesson)
class LessonAdmin(ServedAdmin):
    """Lessons: find and change. Their order and their material are changed by the mutations for them."""

    belongs_to = ("course",)
    list_display = ("title", "course", "order", "lesson_type", "is_mandatory", "duration_minutes", "updated_at")
    list_filter = ("lesson_type", "is_mandatory")
    list_select_related = ("course",)
    search_fields = ("title", "course__title")
    raw_id_fields = ("course",)
    readonly_fields = ("order", "materials", "created_at", "updated_at")

    def may_be_deleted(self, obj: models.Lesson) -> bool:
        """Tell whether nobody has learned in it, and its course can be without it."""
        return not lessons.has_learners(obj) and not lessons.is_needed(obj)

    def save_model(self, request: HttpRequest, obj: models.Lesson, form: Any, change: bool) -> None:  # noqa: FBT001 - as Django has it
        """Write a lesson; progress follows."""
        values, viewer = _said(form, but="course"), _viewer(request)
        if change:
            lessons.update_lesson(viewer=viewer, lesson_id=obj.pk, values=values)
        else:
            obj.pk = lessons.create_lesson(viewer=viewer, course_id=obj.course_id, values=values).pk

    def delete_model(self, request: HttpRequest, obj: models.Lesson) -> None:
        """Delete a lesson; those after it move up."""
        lessons.delete_lesson(viewer=_viewer(request), lesson_id=obj.pk)


class LessonExerciseForm(forms.ModelForm[models.LessonExercise]):
    """An exercise whose content and solution have the shape of its type."""

    def clean(self) -> dict[str, Any]:
        """Check what is asked and what is right."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("exercise_type", self.instance.exercise_type)
        if not kind:
            return cleaned
        name = "content"
        try:
            cleaned["content"] = checked_content(kind, cleaned.get("content"))
            name = "solution"
            cleaned["solution"] = checked_solution(kind, cleaned["content"], cleaned.get("solution"))
        except Refusal as refusal:
            self.add_error(name, f"{'.'.join(refusal.path[1:])}: {refusal.message}")
        return cleaned


@admin.register(models.LessonExercise)
class LessonExerciseAdmin(ServedAdmin):
    """Exercises of lessons: find and change."""

    form = LessonExerciseForm
    belongs_to = ("lesson", "exercise_type")
    list_display = ("title", "lesson", "exercise_type", "max_score", "attempts_allowed", "updated_at")
    list_filter = ("exercise_type",)
    list_select_related = ("lesson",)
    search_fields = ("title", "lesson__title", "lesson__course__title")
    raw_id_fields = ("lesson",)
    readonly_fields = ("created_at", "updated_at")

    def may_be_deleted(self, obj: models.LessonExercise) -> bool:
        """Tell whether nobody has tried it."""
        return not obj.submissions.exists()

    def save_model(self, request: HttpRequest, obj: models.LessonExercise, form: Any, change: bool) -> None:  # noqa: FBT001 - as Django has it
        """Write an exercise."""
        viewer = _viewer(request)
        if change:
            exercises.update_lesson_exercise(viewer=viewer, exercise_id=obj.pk, values=_said(form, but="lesson"))
        else:
            said = {name: value for name, value in form.cleaned_data.items() if name != "lesson"}
            obj.pk = exercises.create_lesson_exercise(viewer=viewer, lesson_id=obj.lesson_id, values=said).pk

    def delete_model(self, request: HttpRequest, obj: models.LessonExercise) -> None:
        """Delete an exercise."""
        exercises.delete_lesson_exercise(viewer=_viewer(request), exercise_id=obj.pk)


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_of(cast("User", request.user))


def _said(form: Any, *, but: str) -> dict[str, Any]:
    """Return what was changed in a form."""
    return {name: form.cleaned_data[name] for name in form.changed_data if name != but}
