"""Why the users domain refuses."""

from domains.kit.errors import Refusal


class WrongCredentials(Refusal, code="WRONG_CREDENTIALS"):
    """No account has this name or address with this password."""


class FollowsNotAllowed(Refusal, code="FOLLOWS_NOT_ALLOWED"):
    """This person does not take followers."""


class CannotFollowSelf(Refusal, code="CANNOT_FOLLOW_SELF"):
    """Nobody follows themselves."""
