"""The viewer: one's own account."""

from tests.support import world
from tests.support.client import Client
from tests.users.people import card, describe, settle

DEFAULTS = {
    "theme": "light",
    "language": "en",
    "timezone": "UTC",
    "profileVisibility": "PUBLIC",
    "showEmail": False,
    "showGithub": True,
    "showActivity": True,
    "allowComments": True,
    "allowFollows": True,
    "emailNotifications": True,
    "pushNotifications": True,
}


async def test_a_member_sees_their_own_account(as_student: Client, as_teacher: Client) -> None:
    await describe(as_student, full_name="Ada", bio="Counts.", teo_coins=7, total_points=30)
    await settle(as_student, theme="dark")

    answer = await as_student.answer("Viewer")

    assert answer == {
        "data": {
            "viewer": {
                **card(as_student),
                "fullName": "Ada",
                "email": "student@example.org",
                "bio": "Counts.",
                "role": "STUDENT",
                "thriveCircleTier": "SEEDLING",
                "totalPoints": 30,
                "teoCoins": 7,
                "settings": {**DEFAULTS, "theme": "dark"},
            }
        }
    }


async def test_somebody_who_has_not_signed_in_is_nobody(as_student: Client, as_anonymous: Client) -> None:
    answer = await as_anonymous.answer("Viewer")

    assert answer == {"data": {"viewer": None}}


async def test_somebody_without_a_row_of_settings_has_an_account_all_the_same(as_student: Client) -> None:
    await as_student.user.settings.adelete()

    viewer = (await as_student.run("Viewer"))["viewer"]

    assert viewer["username"] == "student"
    assert viewer["email"] == "student@example.org"
    assert viewer["settings"] is None


async def test_an_account_that_was_closed_is_nobodys(as_student: Client) -> None:
    await describe(as_student, is_active=False)

    answer = await as_student.answer("Viewer")

    assert answer == {"data": {"viewer": None}}


async def test_staff_is_shown_their_own_account_and_not_somebody_elses(as_student: Client, as_staff: Client) -> None:
    viewer = (await as_staff.run("Viewer"))["viewer"]

    assert viewer["id"] == world.id_of(as_staff.user)
    assert viewer["role"] == "ADMIN"
    assert viewer["settings"] == DEFAULTS
