"""How somebody learns: the archetype and its variables, and how far they have come."""

from django.core.validators import RegexValidator
from django.db import models

from domains.kit.models import Entity, LimitedTextField
from domains.users.models.accounts import User
from domains.users.rules import VARIABLE_PATTERN


class UserArchetype(Entity):
    """What kind of learner somebody is, and what they care about."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="archetype")
    meta_category = models.CharField(max_length=50, help_text="The family of archetypes, such as `economic`.")
    archetype = models.CharField(max_length=50, help_text="The archetype, such as `builder`.")
    domain = models.CharField(max_length=100, help_text="What they care about, such as sneakers.")

    class Meta:
        indexes = (models.Index(fields=["meta_category"], name="archetype_category"),)


class UserVariable(Entity):
    """A word that fills a gap in generated courses."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="variables")
    archetype = models.ForeignKey(
        UserArchetype, on_delete=models.CASCADE, null=True, blank=True, related_name="variables"
    )
    variable_key = models.CharField(
        max_length=50,
        validators=[RegexValidator(VARIABLE_PATTERN, "Use lower-case letters, digits, underscores.")],
        help_text="The name of the gap, such as `entity_primary`.",
    )
    variable_value = LimitedTextField(max_length=500, help_text="What fills it.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "variable_key"), name="variable_key_unique"),)


class UserProgress(Entity):
    """How far somebody has come, summed up."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="progress")
    total_courses_enrolled = models.PositiveIntegerField(default=0, help_text="Courses begun.")
    total_courses_completed = models.PositiveIntegerField(default=0, help_text="Courses completed.")
    total_lessons_completed = models.PositiveIntegerField(default=0, help_text="Lessons completed.")
    total_exercises_completed = models.PositiveIntegerField(default=0, help_text="Exercises completed.")
    average_score = models.FloatField(default=0.0, help_text="The mean of all scores.")
    streak_days = models.PositiveIntegerField(default=0, help_text="Days in a row with something learned.")
    last_activity_date = models.DateTimeField(null=True, blank=True, help_text="When something was last learned.")
    achievements_earned = models.PositiveIntegerField(default=0, help_text="Achievements earned.")
    total_teocoins_earned = models.PositiveIntegerField(default=0, help_text="TeoCoins earned, spent ones included.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When it last changed.")

    class Meta:
        verbose_name_plural = "user progress"
