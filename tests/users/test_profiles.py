"""What people say about themselves: profile, archetype, notifications; and whom staff approves."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission

from domains.kit import clock
from domains.users.models import SocialAccount, User, UserArchetype, UserProgress, UserVariable
from tests.support import world
from tests.support.client import Client
from tests.users.people import card, settle

ARCHETYPE = {"metaCategory": "economic", "archetype": "allocator", "domain": "Sneakers"}
TYPES = ("course", "grade", "achievement", "reward", "comment", "like", "follow", "message", "event", "system")


def given(**words: str) -> list[dict[str, str]]:
    """Return variables as an input has them."""
    return [{"key": key, "value": value} for key, value in words.items()]


async def refusals(client: Client, operation: str, **input: Any) -> list[tuple[str, list[str]]]:
    """Return why a mutation is refused."""
    (payload,) = (await client.run(operation, input=input)).values()
    return [(error["code"], error["path"]) for error in payload["errors"]]


async def test_a_profile_changes_where_it_is_named(as_student: Client) -> None:
    await as_student.run("UpdateProfile", input={"fullName": "Ada", "githubUsername": "ada"})

    picture = "https://example.org/a.png"
    answer = await as_student.answer("UpdateProfile", input={"bio": "Counts.", "avatarUrl": picture})

    profile = {"fullName": "Ada", "bio": "Counts.", "githubUsername": "ada", "linkedinUrl": "", "websiteUrl": ""}
    shown = {**card(as_student), "avatarUrl": picture, **profile}
    assert answer == {"data": {"updateProfile": {"user": shown, "errors": []}}}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("websiteUrl", "javascript:alert(1)", "INVALID"),
        ("avatarUrl", "data:text/html,x", "INVALID"),
        ("fullName", "x" * 151, "TOO_LONG"),
        ("bio", "x" * 2001, "TOO_LONG"),
        ("bio", None, "REQUIRED"),
        ("githubUsername", "x" * 40, "TOO_LONG"),
    ],
)
async def test_a_profile_that_does_not_fit_is_refused(as_student: Client, name: str, value: Any, code: str) -> None:
    before = await User.objects.values().aget()

    assert await refusals(as_student, "UpdateProfile", **{name: value}) == [(code, ["input", name])]
    assert await User.objects.values().aget() == before


@pytest.mark.parametrize(
    ("operation", "input"),
    [("UpdateProfile", {}), ("SetArchetype", ARCHETYPE), ("DeleteAccount", {"password": "x"})],
)
async def test_nobody_has_no_profile(as_anonymous: Client, operation: str, input: dict[str, Any]) -> None:
    assert await refusals(as_anonymous, operation, **input) == [("UNAUTHENTICATED", [])]


async def test_an_archetype_is_set_with_its_variables_and_replaced(as_student: Client) -> None:
    await as_student.run("SetArchetype", input={**ARCHETYPE, "variables": given(metric="Price", vault="Box")})

    answer = await as_student.answer(
        "SetArchetype", input={**ARCHETYPE, "archetype": "builder", "variables": given(metric="Weight")}
    )

    assert answer["data"]["setArchetype"] == {
        "user": {
            "id": world.id_of(as_student.user),
            "archetype": {**ARCHETYPE, "archetype": "builder"},
            "variables": [{"variableKey": "metric", "variableValue": "Weight"}],
        },
        "errors": [],
    }
    assert await world.count(UserArchetype) == await world.count(UserVariable) == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"archetype": ""}, "REQUIRED"),
        ({"domain": "x" * 101}, "TOO_LONG"),
        ({"variables": given(**{"Not A Key": "x"})}, "INVALID"),
        ({"variables": given(key="")}, "REQUIRED"),
        ({"variables": given(key="x" * 501)}, "TOO_LONG"),
        ({"variables": given(**{f"key_{number}": "x" for number in range(51)})}, "INVALID"),
    ],
)
async def test_an_archetype_that_does_not_fit_leaves_the_old_one(
    as_student: Client, values: dict[str, Any], code: str
) -> None:
    await as_student.run("SetArchetype", input={**ARCHETYPE, "variables": given(metric="Price")})
    before = [await UserArchetype.objects.values().aget(), await UserVariable.objects.values().aget()]

    assert [each for each, _ in await refusals(as_student, "SetArchetype", **{**ARCHETYPE, **values})] == [code]
    assert [await UserArchetype.objects.values().aget(), await UserVariable.objects.values().aget()] == before


async def test_what_is_ones_own_is_nobody_elses(as_student: Client, as_stranger: Client, as_staff: Client) -> None:
    await as_student.run("SetArchetype", input={**ARCHETYPE, "variables": given(metric="Price")})
    await SocialAccount.objects.acreate(user=as_student.user, provider="google", uid="1")
    text = """{ user(username: "student") { archetype { id } variables { id } socialAccounts { provider } } }"""

    own = (await as_student.ask(text))["data"]["user"]
    others = [(await client.ask(text))["data"]["user"] for client in (as_stranger, as_staff)]

    assert own["socialAccounts"] == [{"provider": "google"}]
    assert own["archetype"] is not None
    assert others == [{"archetype": None, "variables": [], "socialAccounts": []}] * 2


async def test_notifications_are_wanted_until_they_are_not(as_student: Client) -> None:
    await as_student.run("UpdateSettings", input={"notificationPreferences": {"like": False}})

    answer = await as_student.run("UpdateSettings", input={"notificationPreferences": {"event": False, "like": None}})

    preferences = answer["updateSettings"]["user"]["settings"]["notificationPreferences"]
    assert preferences == {**dict.fromkeys(TYPES, True), "like": False, "event": False}


async def test_progress_is_seen_with_the_profile_and_its_time_with_the_activity(
    as_student: Client, as_stranger: Client
) -> None:
    moment = clock.now()
    await UserProgress.objects.filter(user=as_student.user).aupdate(streak_days=3, last_activity_date=moment)
    text = """{ user(username: "student") { progress { streakDays lastActivityDate } } }"""

    async def seen(client: Client) -> Any:
        return (await client.ask(text))["data"]["user"]["progress"]

    shown = await seen(as_stranger)
    await settle(as_student, show_activity=False)
    without_activity = await seen(as_stranger)
    own = await seen(as_student)
    await settle(as_student, profile_visibility="private")

    assert shown == own == {"streakDays": 3, "lastActivityDate": moment.isoformat()}
    assert without_activity == {"streakDays": 3, "lastActivityDate": None}
    assert await seen(as_stranger) is None


@sync_to_async
def allow(person: Client, right: str) -> None:
    """Give somebody a right."""
    person.user.user_permissions.add(Permission.objects.get(content_type__app_label="users", codename=right))


async def test_who_may_approves_a_teacher(as_staff: Client, as_teacher: Client) -> None:
    await allow(as_staff, "approve_teacher")

    answer = await as_staff.answer("ApproveTeacher", input={"userId": world.id_of(as_teacher.user)})

    assert answer["data"]["approveTeacher"] == {"user": {**card(as_teacher), "isApproved": True}, "errors": []}


async def test_others_approve_nobody(as_staff: Client, as_teacher: Client, as_student: Client) -> None:
    whom = {"userId": world.id_of(as_teacher.user)}

    assert await refusals(as_staff, "ApproveTeacher", **whom) == [("FORBIDDEN", [])]
    assert await refusals(as_teacher, "ApproveTeacher", **whom) == [("FORBIDDEN", [])]
    await allow(as_staff, "approve_teacher")
    no_teacher = await refusals(as_staff, "ApproveTeacher", userId=world.id_of(as_student.user))
    assert no_teacher == [("NOT_A_TEACHER", ["input", "userId"])]
    assert await world.count(User, is_approved=True) == 0
