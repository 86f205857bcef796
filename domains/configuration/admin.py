"""Settings in the back office."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from domains.configuration import models, rules, services
from domains.kit.errors import Refusal, Refusals
from domains.kit.viewer import Viewer, ViewerKind


class SettingForm(forms.ModelForm[models.AppSetting]):
    """A setting's value; a secret's is never sent to the browser."""

    value = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Left empty, a secret stays as it is."
    )
    falls_back = forms.BooleanField(required=False, help_text="Forget the value: environment or default hold again.")

    class Meta:
        model = models.AppSetting
        fields = ("value",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rules.declared[self.instance.key].is_secret:
            self.initial["value"] = ""

    def clean(self) -> dict[str, Any] | None:
        """Refuse what the setting does not take."""
        given = super().clean() or {}
        try:
            if not self.keeps and not given.get("falls_back"):
                services.check(rules.declared[self.instance.key], given.get("value", ""))
        except (Refusal, Refusals) as refusal:
            self.add_error("value", str(refusal))
        return given

    @property
    def keeps(self) -> bool:
        """Whether nothing is to change: the value of a secret was left empty."""
        return rules.declared[self.instance.key].is_secret and not self.cleaned_data.get("value")


@admin.register(models.AppSetting)
class SettingAdmin(admin.ModelAdmin[models.AppSetting]):
    """Settings: search, set, let fall back. They are declared in code, so none is added or deleted here."""

    form = SettingForm
    list_display = ("key", "shown", "source", "description", "updated_at")
    search_fields = ("key", "description")
    readonly_fields = ("key", "description", "source")
    fields = ("key", "description", "source", "value", "falls_back")

    @admin.display(description="value")
    def shown(self, row: models.AppSetting) -> str:
        """Return the value that holds; a secret is masked."""
        return rules.declared[row.key].shown(row.value)

    @admin.display
    def source(self, row: models.AppSetting) -> str:
        """Return where the value comes from."""
        return rules.declared[row.key].source(row.value).label

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return what the code still declares."""
        return super().get_queryset(request).filter(key__in=rules.declared)

    def save_model(self, request: HttpRequest, obj: models.AppSetting, form: Any, change: Any) -> None:  # noqa: ARG002
        """Set the setting as everybody else does."""
        falls_back = form.cleaned_data["falls_back"]
        if falls_back or not form.keeps:
            services.set_app_setting(
                viewer=Viewer(ViewerKind.STAFF, request.user.pk),
                key=obj.key,
                value=None if falls_back else form.cleaned_data["value"],
            )

    def has_add_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """Code declares settings."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """Code declares settings."""
        return False
