"""What runs for people in the background."""

from datetime import timedelta

from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session

from domains.kit import clock
from domains.users import jobs, services
from domains.users.models import ApiToken
from tests.support.client import Client

remove_expired_sign_ins = sync_to_async(jobs.remove_expired_sign_ins.func)


async def test_only_sign_ins_that_have_run_out_are_removed(as_student: Client) -> None:
    moment = clock.now()
    lifetimes = {"over": timedelta(hours=-1), "on": timedelta(hours=1), "robot": None}
    with clock.at(moment):
        for name, lifetime in lifetimes.items():
            await sync_to_async(services.create_token)(user_id=as_student.user.pk, name=name, lifetime=lifetime)
        for key, hours in (("over", -1), ("on", 1)):
            await Session.objects.acreate(session_key=key, expire_date=moment + timedelta(hours=hours))

        await remove_expired_sign_ins(0)

    assert [name async for name in ApiToken.objects.order_by("name").values_list("name", flat=True)] == [
        "on",
        "robot",
    ]
    assert [key async for key in Session.objects.values_list("session_key", flat=True)] == ["on"]


async def test_removing_twice_removes_no_more(as_student: Client) -> None:
    await sync_to_async(services.create_token)(user_id=as_student.user.pk, name="robot")

    await remove_expired_sign_ins(0)
    await remove_expired_sign_ins(0)

    assert await ApiToken.objects.acount() == 1
