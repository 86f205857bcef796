"""Who hears of which activity."""

from django.db.models import OuterRef, Q

from domains.courses.models import GeneratedCourse, Lesson, TaughtCourse
from domains.feed import models
from domains.feed.models import ActivityVisibility
from domains.kit import visibility
from domains.kit.expressions import is_found
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects.models import Comment, Project
from domains.users.access import FOLLOWS, shows_activity
from domains.users.models import User, UserRelationship

# What an activity can be about.
REFERENCES = (Project, Comment, User, TaughtCourse, GeneratedCourse, Lesson)


@visibility.rule(models.Activity)
def activities(queryset: VisibleQuerySet[models.Activity], viewer: Viewer) -> VisibleQuerySet[models.Activity]:
    """One's own, and what others let one hear; in both cases only of things that the viewer sees.

    Others are heard when the viewer sees their profile, they show activity, and the activity is public or they
    and the viewer are friends.
    """
    actors = User.objects.visible_to(viewer).filter(pk=OuterRef("user"))
    heard = is_found(actors) & shows_activity(viewer, "user") & _reaches(viewer)
    seen = heard if viewer.is_anonymous else heard | Q(user=viewer.id)
    return queryset.filter(seen, _reference_is_seen(viewer))


def _reaches(viewer: Viewer) -> Q:
    """Return the condition that an activity is meant for the viewer."""
    public = Q(visibility=ActivityVisibility.PUBLIC)
    if viewer.is_anonymous:
        return public
    follows = UserRelationship.objects.filter(status__in=FOLLOWS)
    followed = follows.filter(follower=viewer.id, following=OuterRef("user"))
    following = follows.filter(follower=OuterRef("user"), following=viewer.id)
    return public | Q(visibility=ActivityVisibility.FRIENDS) & is_found(followed) & is_found(following)


def _reference_is_seen(viewer: Viewer) -> Q:
    """Return the condition that the viewer sees what an activity is about."""
    seen = Q(reference_id=None)
    for model in REFERENCES:
        rows = model.objects.visible_to(viewer).filter(pk=OuterRef("reference_id"))
        # The cheap half first: PostgreSQL keeps the order in which the alternatives are written.
        seen |= Q(reference_type=model._meta.label) & is_found(rows)
    return seen
