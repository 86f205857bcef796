"""Accounts."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from domains.kit import clock
from domains.kit.enums import described
from domains.kit.ids import new_key
from domains.kit.models import LimitedTextField, WebAddressField
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users.rules import USERNAME_PATTERN


@described
class UserRole(models.TextChoices):
    """What a person is on the platform."""

    STUDENT = "student", "Learns, makes projects and takes courses."
    TEACHER = "teacher", "Also publishes courses, once approved."
    ADMIN = "admin", "Works for the platform."


@described
class UserKind(models.TextChoices):
    """Who is behind an account."""

    PERSON = "person", "A person."
    SERVICE = "service", "A program, which signs in by token only."


@described
class ThriveCircleTier(models.TextChoices):
    """How far a person has come by points."""

    SEEDLING = "seedling", "The first tier, where everybody starts."
    SPROUT = "sprout", "The second tier."
    BLOSSOM = "blossom", "The third tier."
    BLOOM = "bloom", "The fourth tier."
    EVERGREEN = "evergreen", "The highest tier."


class People(UserManager["User"]):
    """Django's manager of accounts, which also knows who sees whom."""

    def get_queryset(self) -> "VisibleQuerySet[User]":
        """Return all accounts."""
        return VisibleQuerySet(self.model, using=self._db)

    def visible_to(self, viewer: Viewer) -> "VisibleQuerySet[User]":
        """Return the accounts that the viewer sees."""
        return self.get_queryset().visible_to(viewer)


class User(AbstractUser):
    """An account: a person, or a service."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    username = models.CharField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(USERNAME_PATTERN, "Use 1 to 40 lower-case letters, digits, hyphens, underscores.")],
        help_text="The unique name, a part of the profile's address.",
    )
    email = models.EmailField(help_text="The e-mail address; null to others unless its owner shows it.")
    full_name = models.CharField(max_length=150, blank=True, help_text="The name as the person writes it.")
    bio = LimitedTextField(max_length=2_000, blank=True, help_text="A few words about themselves.")
    avatar_url = WebAddressField(max_length=500, blank=True, help_text="The address of the picture; may be empty.")
    profile_image = models.FileField(upload_to="pictures", max_length=200, blank=True, db_default="")
    github_username = models.CharField(max_length=39, blank=True, help_text="The name on GitHub.")
    linkedin_url = WebAddressField(max_length=300, blank=True, help_text="The address of the LinkedIn profile.")
    website_url = WebAddressField(max_length=300, blank=True, help_text="The address of their own site.")
    role = models.CharField(
        max_length=10,
        choices=UserRole.choices,
        default=UserRole.STUDENT,
        help_text="What they are on the platform.",
    )
    kind = models.CharField(max_length=10, choices=UserKind.choices, default=UserKind.PERSON)
    # Registered, but the address is not proved yet: for everybody else there is no such account.
    is_pending = models.BooleanField(default=False, db_default=False, editable=False)
    is_approved = models.BooleanField(default=False, help_text="Whether staff approved this teacher to publish.")
    teo_coins = models.PositiveIntegerField(default=0, help_text="The balance of TeoCoins.")
    total_points = models.PositiveIntegerField(default=0, help_text="All points earned so far.")
    thrive_circle_tier = models.CharField(
        max_length=10,
        choices=ThriveCircleTier.choices,
        default=ThriveCircleTier.SEEDLING,
        help_text="The tier that the points reach.",
    )
    daily_streak = models.PositiveIntegerField(default=0, help_text="Days in a row with an activity.")
    last_active_date = models.DateField(null=True, blank=True, help_text="The last day with an activity.")
    last_active_at = models.DateTimeField(null=True, blank=True, help_text="The moment of the last activity.")
    date_joined = models.DateTimeField(default=clock.now, help_text="When the account was opened.")
    created_at = models.DateTimeField(default=clock.now, editable=False, help_text="When the account was opened.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When the account last changed.")

    objects: ClassVar[People] = People()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        ordering = ("username",)
        permissions = (("approve_teacher", "Can approve teachers"),)
        indexes = (
            models.Index(fields=["role"], name="user_role"),
            models.Index(fields=["is_approved"], name="user_approved", condition=models.Q(role=UserRole.TEACHER)),
            models.Index(fields=["created_at"], name="user_created"),
        )
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(username__regex=USERNAME_PATTERN), name="user_username_is_a_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(is_pending=False) | models.Q(is_active=False), name="user_pending_is_inactive"
            ),
        )

    def get_full_name(self) -> str:
        """Return the name that Django's admin shows."""
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """Return the name that Django's admin greets with."""
        return self.username
