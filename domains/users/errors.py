"""Why the users domain refuses."""

from domains.kit.errors import Refusal


class WrongCredentials(Refusal, code="WRONG_CREDENTIALS"):
    """No account has this name or address with this password."""


class WrongPassword(Refusal, code="WRONG_PASSWORD"):
    """This is not the account's password."""


class WeakPassword(Refusal, code="WEAK_PASSWORD"):
    """This password is too easy to guess."""


class InvalidCode(Refusal, code="INVALID_CODE"):
    """This code is wrong, has run out, or was used. Ask for a new one."""


class TooManyAttempts(Refusal, code="TOO_MANY_ATTEMPTS"):
    """This was tried too often. Wait a while."""


class FollowsNotAllowed(Refusal, code="FOLLOWS_NOT_ALLOWED"):
    """This person does not take followers."""


class NotATeacher(Refusal, code="NOT_A_TEACHER"):
    """This person is no teacher."""


class NotFollowing(Refusal, code="NOT_FOLLOWING"):
    """You do not follow this person."""


class CannotBlockSelf(Refusal, code="CANNOT_BLOCK_SELF"):
    """Nobody blocks themselves."""


class CannotFollowSelf(Refusal, code="CANNOT_FOLLOW_SELF"):
    """Nobody follows themselves."""
