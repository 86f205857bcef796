"""What clients say about the feed."""

from django.db.models import TextChoices

from domains.kit.enums import described


@described
class FeedScope(TextChoices):
    """Whose activities."""

    PUBLIC = "public", "Everybody's public ones."
    FOLLOWING = "following", "Those of the people you follow."
    MINE = "mine", "Your own."
