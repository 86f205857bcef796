"""The Universal Blueprint: the template that every generated course is made of."""

from django.db import models
from django.db.models import Q

from domains.courses.rules.texts import DESCRIPTION_LENGTH
from domains.kit.enums import described
from domains.kit.models import Entity, LimitedTextField


@described
class RigorLevel(models.TextChoices):
    """How much a module asks of its learner."""

    STANDARD = "standard", "As much as most do."
    ADVANCED = "advanced", "More: for who knows the modules before it well."


class BlueprintModule(Entity):
    """A module of the Universal Blueprint, with gaps such as `{ENTITY_PRIMARY}` for a learner's own words."""

    module_number = models.PositiveIntegerField(help_text="Its place in the blueprint, from 1.")
    title_template = models.CharField(max_length=200, help_text="The title, with gaps.")
    concept_slug = models.SlugField(max_length=50, help_text="The concept that it teaches, such as `workflow_loops`.")
    description_template = LimitedTextField(
        max_length=DESCRIPTION_LENGTH, blank=True, help_text="What it is about, with gaps."
    )
    learning_objectives = models.JSONField(default=list, blank=True)
    rigor_level = models.CharField(
        max_length=20,
        choices=RigorLevel.choices,
        default=RigorLevel.STANDARD,
        help_text="How much it asks of its learner.",
    )
    estimated_hours = models.PositiveIntegerField(default=1, help_text="About how many hours it takes.")
    prerequisites = models.JSONField(default=list, blank=True)
    # What modules and exercises are made of; exercises have their solutions in here.
    content_template = models.JSONField(default=dict, blank=True)
    exercise_templates = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("module_number",)
        indexes = (
            models.Index(fields=["module_number"], name="blueprint_module_number"),
            models.Index(fields=["concept_slug"], name="blueprint_module_slug"),
        )
        constraints = (
            models.UniqueConstraint(fields=("module_number", "concept_slug"), name="blueprint_module_unique"),
            models.CheckConstraint(condition=Q(module_number__gte=1), name="blueprint_module_number_positive"),
        )

    def __str__(self) -> str:
        return f"{self.module_number}. {self.title_template}"
