"""Who asks: the same SQL for every viewer of a kind."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from domains.feed.models import Activity
from domains.kit import ids
from domains.kit.errors import Unauthenticated
from domains.kit.expressions import Parent
from domains.kit.viewer import Viewer, ViewerKind
from domains.projects import selectors as projects
from domains.projects.models import Comment
from domains.users import access, selectors
from domains.users.models import User

Read = Callable[[Viewer], QuerySet[Any, Any]]

READS: dict[str, Read] = {
    "account": selectors.account_of,
    "person": lambda viewer: selectors.by_username(viewer, "ada"),
    "followers": lambda viewer: selectors.followers(viewer, Parent()),
    "following": lambda viewer: selectors.following(viewer, Parent()),
    "settings": lambda viewer: selectors.settings_of(viewer, Parent()),
    "flags": lambda viewer: User.objects.annotate(
        follows=selectors.viewer_follows(viewer),
        followed=selectors.follows_viewer(viewer),
        bio_=access.profile("bio")(viewer),
        email_=access.profile_if("show_email", "email")(viewer),
        coins=access.own("teo_coins")(viewer),
    ),
    "explore": projects.explore,
    "playground": lambda viewer: projects.playground(viewer, Parent()),
    "comments": Comment.objects.visible_to,
    "activities": Activity.objects.visible_to,
}


def compiled(read: Read, viewer: Viewer) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL that a viewer's read runs, and its parameters."""
    return read(viewer).query.sql_with_params()


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("kind", [ViewerKind.MEMBER, ViewerKind.STAFF, ViewerKind.SERVICE])
def test_two_viewers_of_a_kind_differ_in_parameters_alone(kind: ViewerKind, read: Read) -> None:
    one, other = Viewer(kind, ids.new_key()), Viewer(kind, ids.new_key())

    sql, parameters = compiled(read, one)
    other_sql, other_parameters = compiled(read, other)

    assert sql == other_sql
    swapped = [other.user_id if value == one.user_id else value for value in parameters]
    assert swapped == list(other_parameters)
    assert str(one.user_id) not in sql


def test_the_key_of_a_member_is_a_parameter() -> None:
    viewer = Viewer(ViewerKind.MEMBER, ids.new_key())

    _, parameters = compiled(projects.explore, viewer)

    assert viewer.user_id in parameters


def test_nobody_is_no_account() -> None:
    viewer = Viewer.anonymous()

    assert viewer.is_anonymous
    assert not viewer.is_staff
    with pytest.raises(Unauthenticated):
        viewer.require_account()


@pytest.mark.parametrize("kind", [ViewerKind.MEMBER, ViewerKind.STAFF, ViewerKind.SERVICE])
def test_everybody_else_is_one(kind: ViewerKind) -> None:
    key = UUID(int=7)

    viewer = Viewer(kind, key)

    assert viewer.require_account() == key
    assert not viewer.is_anonymous
    assert viewer.is_staff is (kind is ViewerKind.STAFF)
