"""Who sees which projects and comments."""

from django.db.models import Exists, OuterRef, Q

from domains.kit import visibility
from domains.kit.expressions import is_found
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
    seen = PUBLIC & is_found(owners)
    return queryset.filter(seen if viewer.is_anonymous else seen | Q(user=viewer.id))


@visibility.rule(models.Comment)
def comments(queryset: VisibleQuerySet[models.Comment], viewer: Viewer) -> VisibleQuerySet[models.Comment]:
    """Who sees a project sees its comments, but for those of people between whom and the viewer a block stands.

    Staff sees all of them.
    """
    heard = queryset.filter(visibility.seen(models.Project, viewer, "project"))
    return heard if viewer.is_staff else heard.filter(not_blocked(viewer, "user"))


@visibility.rule(models.CommentFlag)
def flags(queryset: VisibleQuerySet[models.CommentFlag], viewer: Viewer) -> VisibleQuerySet[models.CommentFlag]:
    """Who moderates sees what is said against the comments they see; others see what they said themselves."""
    if viewer.is_anonymous:
        return queryset.none()
    seen = visibility.seen(models.Comment, viewer, "comment")
    return queryset.filter(seen).filter(Q(user=viewer.id) | moderates(viewer))


def moderates(viewer: Viewer) -> Q:
    """Return the condition that the viewer moderates: staff, and who has the permission `projects.moderate`."""
    if viewer.is_staff:
        return Q(pk__isnull=False)
    held = {"codename": "moderate", "content_type__app_label": "projects"}
    permitted = (
        Q(is_superuser=True)
        | Q(**{f"user_permissions__{name}": value for name, value in held.items()})
        | Q(**{f"groups__permissions__{name}": value for name, value in held.items()})
    )
    return Q(Exists(User.objects.filter(permitted, pk=viewer.id, is_active=True)))


def may_moderate(viewer: Viewer) -> bool:
    """Whether the viewer moderates."""
    return User.objects.filter(moderates(viewer), pk=viewer.id).exists()


def deletable_comments(viewer: Viewer) -> VisibleQuerySet[models.Comment]:
    """Return the comments that the viewer may take back.

    One's own, seen or not, for nobody is to be stuck with what they said; all on one's own projects, a blocked
    person's too; staff all that it sees.
    """
    theirs = Q(user=viewer.id) | Q(project__user=viewer.id)
    if viewer.is_staff:
        seen = models.Comment.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
        theirs |= Q(Exists(seen))
    return models.Comment.objects.filter(theirs)
