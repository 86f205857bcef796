"""Rules of visibility: one for each model, and none means nobody."""

import pytest
from django.contrib.sessions.models import Session

from domains.kit import visibility
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users.models import User, VerificationCode
from tests.support import world
from tests.support.client import Client

ANONYMOUS = Viewer.anonymous()


def test_a_model_without_a_rule_is_seen_by_nobody() -> None:
    with pytest.raises(LookupError, match="no access rule says who sees Session"):
        VisibleQuerySet(Session).visible_to(ANONYMOUS)


async def test_not_even_its_owner_reads_a_token(as_student: Client) -> None:
    with pytest.raises(LookupError):
        VerificationCode.objects.filter(user=as_student.user).visible_to(as_student.viewer)


def test_a_model_has_one_rule_only() -> None:
    with pytest.raises(TypeError, match="User has an access rule already"):
        visibility.rule(User)(visibility.everybody)


async def test_a_rule_narrows_what_was_there_and_runs_nothing(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.relate(as_student, as_teacher, "blocked")
    some: VisibleQuerySet[User] = VisibleQuerySet(User).filter(username__in=["student", "teacher"])

    seen = some.visible_to(as_student.viewer).filter(is_active=True)

    assert [person.username async for person in seen] == ["student"]
    assert [person.username async for person in some] == ["student", "teacher"]


async def test_everybody_sees_what_is_public_by_nature(as_student: Client) -> None:
    everyone: VisibleQuerySet[User] = VisibleQuerySet(User)

    assert visibility.everybody(everyone, ANONYMOUS) is everyone
