"""The blueprint in the back office."""

from typing import Any

from django import forms
from django.contrib import admin

from domains.courses import models
from domains.courses.rules.blueprints import COLUMNS, check_module
from domains.kit.errors import Refusals


class BlueprintModuleForm(forms.ModelForm[models.BlueprintModule]):
    """A module of the blueprint, which is checked as the shipped ones are: no learner finds out what is wrong."""

    class Meta:
        model = models.BlueprintModule
        fields = ("module_number", "concept_slug", "rigor_level", "estimated_hours", *COLUMNS)

    def clean(self) -> dict[str, Any] | None:
        """Refuse what cannot be filled in or graded, each thing at its own field."""
        given = super().clean() or {}
        try:
            # What Django refuses already it has said.
            if not self.errors:
                check_module({name: given.get(name) for name in COLUMNS})
        except Refusals as refused:
            for refusal in refused.refusals:
                self.add_error(refusal.path[0], refusal.message)
        return given


@admin.register(models.BlueprintModule)
class BlueprintModuleAdmin(admin.ModelAdmin[models.BlueprintModule]):
    """The blueprint: what is changed here, courses that are generated from then on are made of."""

    form = BlueprintModuleForm
    list_display = ("module_number", "title_template", "concept_slug", "rigor_level", "estimated_hours")
    list_display_links = ("title_template",)
    list_filter = ("rigor_level",)
    search_fields = ("title_template", "concept_slug")
