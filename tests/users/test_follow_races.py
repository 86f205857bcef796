"""Follows that happen at the same moment."""

from functools import partial

from domains.users import services
from tests.support.client import Client
from tests.support.race import race
from tests.users.people import activities, relationships


async def test_two_follows_at_once_are_one(as_student: Client, as_teacher: Client) -> None:
    follow = partial(services.follow, viewer=as_student.viewer, user_id=as_teacher.user.pk)

    outcomes = await race(follow, follow)

    assert outcomes == [as_teacher.user, as_teacher.user]
    assert len(await relationships()) == 1
    assert len(await activities()) == 1


async def test_many_follows_at_once_are_one(as_student: Client, as_teacher: Client) -> None:
    follow = partial(services.follow, viewer=as_student.viewer, user_id=as_teacher.user.pk)

    outcomes = await race(*[follow] * 5)

    assert outcomes == [as_teacher.user] * 5
    assert len(await relationships()) == 1
    assert len(await activities()) == 1


async def test_two_people_who_follow_each_other_at_once_do_not_wait_for_each_other(
    as_student: Client, as_teacher: Client
) -> None:
    one = partial(services.follow, viewer=as_student.viewer, user_id=as_teacher.user.pk)
    other = partial(services.follow, viewer=as_teacher.viewer, user_id=as_student.user.pk)

    outcomes = await race(one, other)

    assert outcomes == [as_teacher.user, as_student.user]
    assert len(await relationships()) == 2
    assert len(await activities()) == 2


async def test_a_follow_and_an_unfollow_at_once_leave_an_activity_only_with_a_follow(
    as_student: Client, as_teacher: Client
) -> None:
    follow = partial(services.follow, viewer=as_student.viewer, user_id=as_teacher.user.pk)
    unfollow = partial(services.unfollow, viewer=as_student.viewer, user_id=as_teacher.user.pk)

    outcomes = await race(follow, unfollow)

    assert outcomes == [as_teacher.user, as_teacher.user]
    assert len(await activities()) == len(await relationships())
