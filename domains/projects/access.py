"""Who sees which projects and comments."""

from django.db.models import Exists, OuterRef, Q

from domains.kit import visibility
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects import models
from domains.users.access import not_blocked
from domains.users.models import User

# What explore, search and feeds may show.
PUBLIC = Q(is_private=False, is_archived=False)


@visibility.rule(models.Project)
def projects(queryset: VisibleQuerySet[models.Project], viewer: Viewer) -> VisibleQuerySet[models.Project]:
    """Everybody sees what is neither private nor archived, of people they see; owners see all that is theirs."""
    owners = User.objects.visible_to(viewer).filter(pk=OuterRef("user"))
    seen = PUBLIC & Q(Exists(owners))
    return queryset.filter(seen if viewer.is_anonymous else seen | Q(user=viewer.id))


@visibility.rule(models.Comment)
def comments(queryset: VisibleQuerySet[models.Comment], viewer: Viewer) -> VisibleQuerySet[models.Comment]:
    """Who sees a project sees its comments, but for those of people between whom and the viewer a block stands.

    Staff sees all of them.
    """
    seen = models.Project.objects.visible_to(viewer).filter(pk=OuterRef("project"))
    heard = queryset.filter(Exists(seen))
    return heard if viewer.is_staff else heard.filter(not_blocked(viewer, "user"))
