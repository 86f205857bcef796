"""How people stand to each other."""

from django.db import models

from domains.kit.enums import described
from domains.kit.models import Entity
from domains.users.models.accounts import User


@described
class RelationshipStatus(models.TextChoices):
    """How one person stands to another."""

    ACTIVE = "active", "Follows, and sees what the other does."
    MUTED = "muted", "Follows, but keeps the other out of the feed."
    BLOCKED = "blocked", "Neither sees the other."


class UserRelationship(Entity):
    """How one person stands to another."""

    follower = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outgoing_relationships")
    following = models.ForeignKey(User, on_delete=models.CASCADE, related_name="incoming_relationships")
    status = models.CharField(max_length=10, choices=RelationshipStatus.choices, default=RelationshipStatus.ACTIVE)

    class Meta:
        indexes = (
            models.Index(fields=["follower", "status", "-created_at"], name="relationship_follower"),
            models.Index(fields=["following", "status", "-created_at"], name="relationship_following"),
        )
        constraints = (
            models.UniqueConstraint(fields=("follower", "following"), name="relationship_pair_unique"),
            models.CheckConstraint(
                condition=~models.Q(follower=models.F("following")), name="relationship_not_with_self"
            ),
        )
