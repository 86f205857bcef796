"""What is announced of a project, in the transaction of what it tells of."""

from domains.kit.live import announce
from domains.projects import models, rules


def tell_change(project: models.Project) -> None:
    """Announce that the project is not what it was."""
    _tell(project, rules.PROJECT_CHANGED)


def tell_likes(project: models.Project) -> None:
    """Announce that one more or one less likes the project."""
    _tell(project, rules.PROJECT_LIKES_CHANGED)


def tell_views(project: models.Project) -> None:
    """Announce that somebody looked at the project."""
    _tell(project, rules.PROJECT_VIEWED)


def _tell(project: models.Project, kind: str) -> None:
    announce(rules.project_topic(project.pk), kind, id=str(project.pk))
