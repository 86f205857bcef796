"""Who sees which people, and what of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Case, Exists, F, Model, OuterRef, Q, Value, When

from domains.kit import visibility
from domains.kit.expressions import is_found
from domains.kit.viewer import Viewer, ViewerKind
from domains.kit.visibility import VisibleQuerySet
from domains.users import models
from domains.users.models import ProfileVisibility, RelationshipStatus, TokenScope, UserKind

ModelT = TypeVar("ModelT", bound=Model)


# Whom somebody follows, heard or muted.
FOLLOWS = (RelationshipStatus.ACTIVE, RelationshipStatus.MUTED)


class Account(Protocol):
    """What decides which viewer somebody is: a user, or a row that was read of one."""

    @property
    def pk(self) -> UUID:
        """The account's key."""

    @property
    def kind(self) -> str:
        """Who is behind it."""

    @property
    def is_staff(self) -> bool:
        """Whether they work for the platform."""


def viewer_of(account: Account) -> Viewer:
    """Return the viewer that an account is."""
    if account.kind == UserKind.SERVICE:
        return Viewer(ViewerKind.SERVICE, account.pk)
    return Viewer(ViewerKind.STAFF if account.is_staff else ViewerKind.MEMBER, account.pk)


def within(viewer: Viewer, scopes: Sequence[str]) -> Viewer:
    """Return the viewer as far as a token with these scopes goes."""
    return replace(viewer, may_write=not scopes or TokenScope.WRITE in scopes)


def not_blocked(viewer: Viewer, column: str) -> Q:
    """Return the condition that no block stands between the viewer and the person in `column`."""
    if viewer.is_anonymous:
        return Q()
    # As two sets that hold for the whole statement: PostgreSQL reads them once, whatever is asked of how many rows.
    blocks = models.UserRelationship.objects.filter(status=RelationshipStatus.BLOCKED)
    blocked = Q(**{f"{column}__in": blocks.filter(follower=viewer.id).values("following")})
    blocked_by = Q(**{f"{column}__in": blocks.filter(following=viewer.id).values("follower")})
    return ~blocked & ~blocked_by


@visibility.rule(models.User)
def people(queryset: VisibleQuerySet[models.User], viewer: Viewer) -> VisibleQuerySet[models.User]:
    """Everybody sees every active account, unless a block stands between the two. Staff sees all."""
    return queryset if viewer.is_staff else queryset.filter(not_blocked(viewer, "pk"), is_active=True)


@visibility.rule(models.UserSettings)
def settings(queryset: VisibleQuerySet[models.UserSettings], viewer: Viewer) -> VisibleQuerySet[models.UserSettings]:
    """Settings are their owner's alone."""
    return queryset.filter(user=viewer.id)


@visibility.rule(models.AuthEvent)
def auth_events(queryset: VisibleQuerySet[models.AuthEvent], viewer: Viewer) -> VisibleQuerySet[models.AuthEvent]:
    """Staff sees what happened to all sign-ins, everybody else what happened to theirs."""
    return queryset if viewer.is_staff else queryset.filter(user=viewer.id)


@visibility.rule(models.ApiToken)
def tokens(queryset: VisibleQuerySet[models.ApiToken], viewer: Viewer) -> VisibleQuerySet[models.ApiToken]:
    """Tokens are their owner's alone."""
    return queryset.filter(user=viewer.id)


@visibility.rule(models.UserSession)
def sessions(queryset: VisibleQuerySet[models.UserSession], viewer: Viewer) -> VisibleQuerySet[models.UserSession]:
    """Sessions are their owner's alone."""
    return queryset.filter(user=viewer.id)


@visibility.rule(models.SocialAccount)
def social_accounts(
    queryset: VisibleQuerySet[models.SocialAccount], viewer: Viewer
) -> VisibleQuerySet[models.SocialAccount]:
    """By which accounts somebody signs in is theirs alone to know."""
    return queryset.filter(user=viewer.id)


@visibility.rule(models.UserArchetype)
def archetypes(
    queryset: VisibleQuerySet[models.UserArchetype], viewer: Viewer
) -> VisibleQuerySet[models.UserArchetype]:
    """What kind of learner somebody is, is theirs alone to know."""
    return queryset.filter(user=viewer.id)


@visibility.rule(models.UserVariable)
def variables(queryset: VisibleQuerySet[models.UserVariable], viewer: Viewer) -> VisibleQuerySet[models.UserVariable]:
    """What fills the gaps is theirs alone to know."""
    return queryset.filter(user=viewer.id)


@visibility.rule(models.UserProgress)
def progress(queryset: VisibleQuerySet[models.UserProgress], viewer: Viewer) -> VisibleQuerySet[models.UserProgress]:
    """Who sees a profile sees how far its owner has come."""
    seen = models.User.objects.visible_to(viewer).filter(sees_profile(viewer), pk=OuterRef("user"))
    return queryset.filter(Exists(seen))


def last_activity(viewer: Viewer) -> Any:
    """Return when somebody last learned something: null to others where activity is not shown."""
    if viewer.is_staff:
        return F("last_activity_date")
    hidden = models.UserSettings.objects.filter(user=OuterRef("user"), show_activity=False)
    shown = ~is_found(hidden)
    own = shown if viewer.is_anonymous else shown | Q(user=viewer.id)
    return Case(When(own, then=F("last_activity_date")), default=Value(None))


def sees_profile(viewer: Viewer, column: str = "pk") -> Q:
    """Return the condition that the viewer sees the profile of the person in `column`, not just name and picture."""
    if viewer.is_staff:
        return Q(pk__isnull=False)
    private = models.UserSettings.objects.filter(user=OuterRef(column), profile_visibility=ProfileVisibility.PRIVATE)
    if viewer.is_anonymous:
        return ~is_found(private)
    followed_back = models.UserRelationship.objects.filter(
        follower=OuterRef(column), following=viewer.id, status__in=FOLLOWS
    )
    return ~is_found(private) | Q(**{column: viewer.id}) | is_found(followed_back)


def shows_activity(viewer: Viewer, column: str) -> Q:
    """Return the condition that the person in `column` lets the viewer know what they do."""
    hidden = models.UserSettings.objects.filter(user=OuterRef(column), show_activity=False)
    return sees_profile(viewer, column) & ~is_found(hidden)


def is_own_or_shown(viewer: Viewer, setting: str) -> Q:
    """Return the condition that it is the viewer's own account, or its owner shows this to others."""
    if viewer.is_staff:
        return Q(pk__isnull=False)
    settings = models.UserSettings.objects.filter(user=OuterRef("pk"))
    # An account without a row of settings has the defaults.
    is_default = getattr(models.UserSettings(), setting)
    shown = (
        ~is_found(settings.filter(**{setting: False})) if is_default else is_found(settings.filter(**{setting: True}))
    )
    return shown if viewer.is_anonymous else shown | Q(pk=viewer.id)


def profile(column: str) -> Any:
    """Return the expression of a profile's column: null where the viewer does not see the profile."""
    return lambda viewer: Case(When(sees_profile(viewer), then=F(column)), default=Value(None))


def profile_if(setting: str, column: str) -> Any:
    """Return the expression of a column that its owner shows or hides on top of the profile."""
    return lambda viewer: Case(
        When(sees_profile(viewer) & is_own_or_shown(viewer, setting), then=F(column)), default=Value(None)
    )


def own(column: str) -> Any:
    """Return the expression of a column that is its owner's and staff's alone."""

    def build(viewer: Viewer) -> Any:
        if viewer.is_staff:
            return F(column)
        return Case(When(pk=viewer.id, then=F(column)), default=Value(None))

    return build


def allows(user_id: Any, setting: str) -> bool:
    """Whether a person's settings allow something; without settings the defaults hold, which allow it."""
    return not models.UserSettings.objects.filter(user=user_id, **{setting: False}).exists()
