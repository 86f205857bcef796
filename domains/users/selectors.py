"""Reads of people."""

from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Concat, Lower

from domains.kit import clock
from domains.kit.expressions import HasWords, Parent, given
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users import access, models
from domains.users.access import FOLLOWS
from domains.users.models import CodePurpose, RelationshipStatus

People = VisibleQuerySet[models.User]
# A search is a few words; each costs a comparison with every name.
MOST_WORDS = 5


def account_of(viewer: Viewer) -> People:
    """Return the viewer's own account, if any."""
    return models.User.objects.visible_to(viewer).filter(pk=viewer.id)


def by_username(viewer: Viewer, username: str) -> People:
    """Return the person of that name."""
    return models.User.objects.visible_to(viewer).filter(username=given(username).map(str.lower))


def by_identifier(identifier: str) -> models.User | None:
    """Return the account of a user name or an e-mail address, in any letter case."""
    wanted = identifier.strip().lower()
    return models.User.objects.annotate(address=Lower("email")).filter(Q(username=wanted) | Q(address=wanted)).first()


def codes(purpose: CodePurpose, address: str | None) -> VisibleQuerySet[models.VerificationCode]:
    """Return the codes of a purpose that were sent to an address, the newest first."""
    sent: VisibleQuerySet[models.VerificationCode] = models.VerificationCode.objects.filter(purpose=purpose)
    return sent.annotate(address=Lower("user__email")).filter(address=address or "").order_by("-created_at")  # type: ignore[return-value]


def auth_events(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.AuthEvent]:
    """What happened to your sign-ins, newest first; empty on everybody else."""
    return models.AuthEvent.objects.visible_to(viewer).filter(user=parent, user_id=viewer.id).order_by("-timestamp")


def tokens(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.ApiToken]:
    """Your tokens that count, newest first; empty on everybody else."""
    own = models.ApiToken.objects.visible_to(viewer).filter(user=parent)
    return own.exclude(expires_at__lte=clock.moment()).order_by("-created_at")


def sessions(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.UserSession]:
    """Where you are signed in with a browser, newest first; empty on everybody else."""
    return models.UserSession.objects.visible_to(viewer).filter(user=parent).order_by("-created_at")


def by_address(address: str | None) -> models.User | None:
    """Return the account of an e-mail address in its one form."""
    return models.User.objects.annotate(address=Lower("email")).filter(address=address or "").first()


def followers(viewer: Viewer, parent: Parent) -> People:
    """Who follows this person, newest first. Empty where the viewer does not see the profile."""
    return _related(viewer, parent, own="following", other="follower")


def following(viewer: Viewer, parent: Parent) -> People:
    """Whom this person follows, newest first. Empty where the viewer does not see the profile."""
    return _related(viewer, parent, own="follower", other="following")


def _related(viewer: Viewer, parent: Parent, *, own: str, other: str) -> People:
    """Return the people on the other end of a person's follows."""
    relationship = "incoming_relationships" if other == "following" else "outgoing_relationships"
    seen = models.User.objects.filter(access.sees_profile(viewer), pk=parent)
    people: People = models.User.objects.visible_to(viewer).filter(
        Exists(seen), **{f"{relationship}__{own}": parent, f"{relationship}__status__in": FOLLOWS}
    )
    # Placed by when they began to follow, which is no column of theirs.
    return people.annotate(followed_at=F(f"{relationship}__created_at")).order_by("-followed_at")  # type: ignore[return-value]


def muted(viewer: Viewer, parent: Parent) -> People:
    """Whom you follow but keep out of your feed, newest first; empty on everybody else."""
    return _held(models.User.objects.visible_to(viewer), viewer, parent, RelationshipStatus.MUTED)


def blocked(viewer: Viewer, parent: Parent) -> People:
    """Whom you block, newest first; empty on everybody else. Here alone you still see their names."""
    people: People = models.User.objects.get_queryset().filter(is_active=True)
    return _held(people, viewer, parent, RelationshipStatus.BLOCKED)


def _held(people: People, viewer: Viewer, parent: Parent, status: RelationshipStatus) -> People:
    """Return the people to whom the parent, who must be the viewer, stands like this."""
    relationship = "incoming_relationships"
    held: People = people.filter(
        **{
            f"{relationship}__follower": parent,
            f"{relationship}__follower_id": viewer.id,
            f"{relationship}__status": status,
        }
    )
    return held.annotate(followed_at=F(f"{relationship}__created_at")).order_by("-followed_at")  # type: ignore[return-value]


def viewer_follows(viewer: Viewer) -> Any:
    """Return whether the viewer follows the person."""
    return _relation(viewer, follower=viewer.id, following=OuterRef("pk"))


def follows_viewer(viewer: Viewer) -> Any:
    """Return whether the person follows the viewer."""
    return _relation(viewer, follower=OuterRef("pk"), following=viewer.id)


def viewer_relationship(viewer: Viewer) -> Any:
    """Return how the viewer stands to the person."""
    if viewer.is_anonymous:
        return Value(None, CharField())
    stands = models.UserRelationship.objects.filter(follower=viewer.id, following=OuterRef("pk"))
    return Subquery(stands.values("status")[:1])


def search(viewer: Viewer, words: str | None) -> People:
    """Return the people whose names have all of the words, by name; a full name counts where it is seen."""
    found: People = models.User.objects.visible_to(viewer).order_by("username")
    if words is not None:
        # On lines of their own, so that no word is found across the two.
        seen_name = Case(When(access.sees_profile(viewer), then=F("full_name")), default=Value(""))
        names = Concat(F("username"), Value("\n"), seen_name, output_field=TextField())
        found = found.filter(HasWords(names, words, most=MOST_WORDS))
    # Nobody is found while an account waits for its address to be proved, not even by staff.
    return found.filter(is_pending=False)


def progress_of(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.UserProgress]:
    """How far they have come; null where you do not see the profile."""
    return models.UserProgress.objects.visible_to(viewer).filter(user=parent)


def archetype_of(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.UserArchetype]:
    """What kind of learner you are; null on everybody else."""
    return models.UserArchetype.objects.visible_to(viewer).filter(user=parent)


def variables_of(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.UserVariable]:
    """The words that fill the gaps in your courses, by key; empty on everybody else."""
    return models.UserVariable.objects.visible_to(viewer).filter(user=parent).order_by("variable_key")


def social_accounts_of(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.SocialAccount]:
    """The accounts elsewhere by which you sign in; empty on everybody else."""
    return models.SocialAccount.objects.visible_to(viewer).filter(user=parent).order_by("provider")


def _relation(viewer: Viewer, **ends: object) -> Any:
    if viewer.is_anonymous:
        return Value(False)  # noqa: FBT003
    return Exists(models.UserRelationship.objects.filter(status__in=FOLLOWS, **ends))


def settings_of(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.UserSettings]:
    """Your own settings; null on everybody else."""
    return models.UserSettings.objects.visible_to(viewer).filter(user=parent)


def web_path(viewer: Viewer) -> Any:  # noqa: ARG001 - an expression
    """Return the path of the profile's page."""
    return Concat(Value("/"), F("username"), output_field=TextField())


def avatar_url(viewer: Viewer) -> Any:  # noqa: ARG001 - the same for everybody
    """Return the web address of a person's picture: the uploaded one's where there is one."""
    uploaded = Concat(Value(settings.MEDIA_URL), F("profile_image"), output_field=TextField())
    return Case(When(profile_image="", then=F("avatar_url")), default=uploaded, output_field=TextField())
