"""What people have chosen."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Value

from domains.kit.enums import described
from domains.kit.models import ChangingEntity
from domains.users.models.accounts import User
from domains.users.rules import LANGUAGE_PATTERN, check_timezone


@described
class ProfileVisibility(models.TextChoices):
    """Who sees a person's profile."""

    PUBLIC = "public", "Everybody sees the profile."
    PRIVATE = "private", "Others see the name and the picture only, except people whom its owner follows."


class NotificationType(models.TextChoices):
    """What a notification is about."""

    COURSE = "course", "A course of theirs."
    GRADE = "grade", "A grade they got."
    ACHIEVEMENT = "achievement", "An achievement they earned."
    REWARD = "reward", "Points or coins they got."
    COMMENT = "comment", "Somebody commented."
    LIKE = "like", "Somebody likes something of theirs."
    FOLLOW = "follow", "Somebody follows them."
    MESSAGE = "message", "Somebody wrote to them."
    EVENT = "event", "An event they take part in."
    SYSTEM = "system", "The platform itself."


class UserSettings(ChangingEntity):
    """What a person has chosen: how the site looks, what reaches them, and what others see."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="settings")
    email_notifications = models.BooleanField(default=True, help_text="Whether news comes by e-mail.")
    push_notifications = models.BooleanField(default=True, help_text="Whether news comes as push messages.")
    theme = models.CharField(max_length=20, default="light", help_text="The colours of the site.")
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[RegexValidator(LANGUAGE_PATTERN, "This is no language tag, such as `en` or `pt-BR`.")],
        help_text="The language, as a BCP 47 tag.",
    )
    timezone = models.CharField(
        max_length=50, default="UTC", validators=[check_timezone], help_text="The time zone, by its IANA name."
    )
    profile_visibility = models.CharField(
        max_length=10,
        choices=ProfileVisibility.choices,
        default=ProfileVisibility.PUBLIC,
        help_text="Who sees the profile.",
    )
    show_email = models.BooleanField(default=False, help_text="Whether others see the e-mail address.")
    show_github = models.BooleanField(default=True, help_text="Whether others see the name on GitHub.")
    show_activity = models.BooleanField(default=True, help_text="Whether activity appears in feeds.")
    allow_comments = models.BooleanField(default=True, help_text="Whether others may comment on their projects.")
    # By the values of `NotificationType`; what is not named is wanted.
    notification_preferences = models.JSONField(default=dict, blank=True, db_default=Value({}, models.JSONField()))
    allow_follows = models.BooleanField(default=True, help_text="Whether others may follow them.")

    class Meta:
        verbose_name_plural = "user settings"
