"""The table of activities."""

from django.db import models

from domains.kit.enums import described
from domains.kit.models import Entity


@described
class ActivityType(models.TextChoices):
    """What somebody did."""

    PROJECT_CREATED = "project_created", "Made a project."
    PROJECT_UPDATED = "project_updated", "Changed a project."
    PROJECT_LIKED = "project_liked", "Likes a project."
    COMMENTED = "commented", "Said something about a project."
    FOLLOWED = "followed", "Follows somebody."
    STARTED_COURSE = "started_course", "Began a course."
    COMPLETED_MODULE = "completed_module", "Finished a module of a course."
    COMPLETED_LESSON = "completed_lesson", "Finished a lesson."
    COMPLETED_COURSE = "completed_course", "Finished a course."
    PASSED_EXERCISE = "passed_exercise", "Solved an exercise."
    PASSED_REVIEW = "passed_review", "Passed a review of their architecture."
    EARNED_ACHIEVEMENT = "earned_achievement", "Earned an achievement."
    COMPLETED_QUIZ = "completed_quiz", "Finished a quiz."


@described
class ActivityVisibility(models.TextChoices):
    """Who hears of an activity."""

    PUBLIC = "public", "Everybody."
    FRIENDS = "friends", "People who follow each other with whoever did it."
    PRIVATE = "private", "Only who did it."


class Activity(Entity):
    """Something that somebody did."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="activities")
    activity_type = models.CharField(max_length=30, choices=ActivityType.choices, help_text="What was done.")
    # The model's label and the row's key: any domain's rows can be referred to.
    reference_type = models.CharField(max_length=60, blank=True)
    reference_id = models.UUIDField(null=True, blank=True)
    metadata = models.JSONField(default=dict, blank=True, help_text="Particulars, by the type of activity.")
    visibility = models.CharField(
        max_length=10,
        choices=ActivityVisibility.choices,
        default=ActivityVisibility.PUBLIC,
        help_text="Who hears of it.",
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name_plural = "activities"
        indexes = (
            models.Index(fields=["user", "-created_at", "-id"], name="activity_user"),
            models.Index(
                fields=["-created_at", "-id"],
                name="activity_public",
                condition=models.Q(visibility=ActivityVisibility.PUBLIC),
            ),
            models.Index(fields=["reference_type", "reference_id"], name="activity_reference"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.activity_type}"
