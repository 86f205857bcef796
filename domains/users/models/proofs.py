"""What proves who somebody is, and what is remembered of every attempt to."""

from django.db import models

from domains.kit import clock
from domains.kit.enums import described
from domains.kit.ids import new_key
from domains.kit.models import Entity
from domains.kit.visibility import VisibleQuerySet
from domains.users.models.accounts import User


@described
class CodePurpose(models.TextChoices):
    """What a code is good for."""

    EMAIL_VERIFICATION = "email_verification", "Proves that an address is the account's."
    PASSWORD_RESET = "password_reset", "Sets a new password."
    GOOGLE_VERIFICATION = "google_verification", "Proves that a Google account is the account's."


@described
class AuthEventType(models.TextChoices):
    """What happened to a sign-in."""

    LOGIN_SUCCESS = "login_success", "Somebody signed in."
    LOGIN_FAILURE = "login_failure", "Somebody tried to sign in."
    LOGOUT = "logout", "Somebody signed out."
    GOOGLE_OAUTH_SUCCESS = "google_oauth_success", "Somebody signed in with Google."
    GOOGLE_OAUTH_BREACH = "google_oauth_breach", "Somebody tried to sign in with a Google account that may not."
    PASSWORD_RESET_REQUEST = "password_reset_request", "A code for a new password was asked for."
    PASSWORD_RESET_COMPLETE = "password_reset_complete", "A new password was set with a code."
    PASSWORD_CHANGED = "password_changed", "The password was changed by who knew the old one."
    EMAIL_VERIFICATION_SENT = "email_verification_sent", "A code was sent to prove an address."
    EMAIL_VERIFIED = "email_verified", "An address was proved."
    TOKEN_CREATED = "token_created", "A token was made."
    TOKEN_REVOKED = "token_revoked", "A token was ended."
    ACCOUNT_DELETED = "account_deleted", "The account was deleted by its owner."


class VerificationCode(Entity):
    """A code that was sent to an address. Only a keyed hash is kept, and only once it was sent."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="verification_codes")
    purpose = models.CharField(max_length=20, choices=CodePurpose.choices)
    # Empty until the job that sends it has made the code: in clear it is only ever in the mail.
    code_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["user", "purpose", "-created_at"], name="code_user"),)


class AuthEvent(models.Model):
    """Something that happened to a sign-in; kept when the account goes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="auth_events")
    event_type = models.CharField(max_length=30, choices=AuthEventType.choices)
    ip_address = models.GenericIPAddressField(null=True, blank=True, help_text="Where it came from, as far as known.")
    user_agent = models.CharField(max_length=300, blank=True, help_text="What the program calls itself.")
    metadata = models.JSONField(default=dict, blank=True, help_text="What else is known of it.")
    timestamp = models.DateTimeField(default=clock.now, editable=False, help_text="When it happened.")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-timestamp",)
        indexes = (
            models.Index(fields=["user", "-timestamp"], name="auth_event_user"),
            models.Index(fields=["-timestamp"], name="auth_event_time"),
            models.Index(fields=["event_type", "-timestamp"], name="auth_event_type"),
        )

    def __str__(self) -> str:
        return f"{self.event_type} {self.timestamp:%Y-%m-%d %H:%M}"


class Attempts(models.Model):
    """How often something was tried in the present stretch of time; the key is a hash, so that it tells nothing."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    started_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "attempts"
        indexes = (models.Index(fields=["started_at"], name="attempts_age"),)

    def __str__(self) -> str:
        return f"{self.count} since {self.started_at:%H:%M}"
