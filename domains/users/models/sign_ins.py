"""How people are signed in: the tokens of programs, the sessions of browsers."""

from django.db import models

from domains.kit import clock
from domains.kit.enums import described
from domains.kit.models import Entity
from domains.users.models.accounts import User


@described
class TokenScope(models.TextChoices):
    """What a token may do."""

    READ = "read", "Ask whatever its owner may ask."
    WRITE = "write", "Do whatever its owner may do."


class ApiToken(Entity):
    """A key that signs a program in; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100, help_text="What its owner calls it.")
    hash = models.CharField(max_length=64, unique=True)
    # Values of `TokenScope`; a token without any, such as that of a sign-in, may do everything.
    scopes = models.JSONField(default=list, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="When it was last used, to the minute.")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="When it runs out; null if never.")

    class Meta:
        indexes = (models.Index(fields=["user", "-created_at"], name="token_user"),)


class UserSession(Entity):
    """Whose a browser's session is, and where it came from; Django's own table knows only the key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    ip_address = models.GenericIPAddressField(null=True, blank=True, help_text="Where it was signed in from.")
    user_agent = models.CharField(max_length=300, blank=True, help_text="What the browser calls itself.")
    last_used_at = models.DateTimeField(default=clock.now, help_text="When it was last used, to the minute.")

    class Meta:
        indexes = (models.Index(fields=["user", "-created_at"], name="session_user"),)


class SocialAccount(Entity):
    """An account elsewhere by which somebody signs in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="social_accounts")
    provider = models.CharField(max_length=30, help_text="Who vouches for it, such as `google`.")
    # The provider's own key of the account: an address may change hands, this does not.
    uid = models.CharField(max_length=255)
    connected_at = models.DateTimeField(default=clock.now, help_text="When it was connected.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("provider", "uid"), name="social_account_unique"),)
