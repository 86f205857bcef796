"""Why the projects domain refuses."""

from domains.kit.errors import Refusal


class SlugTaken(Refusal, code="SLUG_TAKEN"):
    """Another project of yours has this slug."""


class ExternalUrlTaken(Refusal, code="EXTERNAL_URL_TAKEN"):
    """Another project of yours shows the work at this address."""


class CommentsNotAllowed(Refusal, code="COMMENTS_NOT_ALLOWED"):
    """The owner of this project takes no comments."""


class ThreadTooDeep(Refusal, code="THREAD_TOO_DEEP"):
    """A thread is three comments deep at most."""


class CannotFlagOwnComment(Refusal, code="CANNOT_FLAG_OWN_COMMENT"):
    """Nobody flags what they said themselves: take it back instead."""


class ProjectIsArchived(Refusal, code="PROJECT_IS_ARCHIVED"):
    """The project was put away: restore it first."""
