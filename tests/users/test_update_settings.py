"""Changing one's settings."""

from functools import partial

from domains.users import services
from domains.users.models import UserSettings
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.users.people import settle, stored_settings

DEFAULTS = {
    "theme": "light",
    "language": "en",
    "timezone": "UTC",
    "profileVisibility": "PUBLIC",
    "showEmail": False,
    "showActivity": True,
    "allowComments": True,
    "showGithub": True,
    "allowFollows": True,
    "emailNotifications": True,
    "pushNotifications": True,
    "notificationPreferences": dict.fromkeys(
        ("course", "grade", "achievement", "reward", "comment", "like", "follow", "message", "event", "system"), True
    ),
}


async def test_what_is_not_named_stays(as_student: Client) -> None:
    await settle(as_student, language="de", show_email=True)

    changes = {"theme": "dark", "profileVisibility": "PRIVATE", "timezone": "Europe/Zurich"}
    answer = await as_student.answer("UpdateSettings", input=changes)

    settings = DEFAULTS | {"language": "de", "showEmail": True} | changes
    user = {"id": world.id_of(as_student.user), "settings": settings}
    assert answer == {"data": {"updateSettings": {"user": user, "errors": []}}}
    shown = (await as_student.run("Viewer"))["viewer"]["settings"]
    assert shown == {name: settings[name] for name in shown}


async def test_naming_nothing_changes_nothing(as_student: Client) -> None:
    answer = await as_student.answer("UpdateSettings", input={})

    user = {"id": world.id_of(as_student.user), "settings": DEFAULTS}
    assert answer == {"data": {"updateSettings": {"user": user, "errors": []}}}


async def test_every_setting_can_be_changed_by_its_name(as_student: Client) -> None:
    changes = {
        "emailNotifications": False,
        "pushNotifications": False,
        "theme": "dark",
        "language": "fr-CH",
        "timezone": "Asia/Tokyo",
        "profileVisibility": "PRIVATE",
        "showEmail": True,
        "showGithub": False,
        "showActivity": False,
        "allowComments": False,
        "allowFollows": False,
    }

    await as_student.run("UpdateSettings", input=changes)

    assert (await as_student.run("Viewer"))["viewer"]["settings"] == changes


async def test_a_change_by_one_leaves_the_other_alone(as_student: Client, as_teacher: Client) -> None:
    before = await stored_settings(as_teacher)

    await as_student.run("UpdateSettings", input={"theme": "dark", "allowFollows": False})

    assert await stored_settings(as_teacher) == before


async def test_the_first_change_makes_the_row(as_student: Client) -> None:
    await as_student.user.settings.adelete()

    changed = await as_student.run("UpdateSettings", input={"theme": "dark"})

    assert changed["updateSettings"]["user"]["settings"] == DEFAULTS | {"theme": "dark"}
    assert await world.count(UserSettings, user=as_student.user) == 1


async def test_two_first_changes_at_once_are_both_kept(as_student: Client) -> None:
    await as_student.user.settings.adelete()
    theme = partial(services.update_settings, viewer=as_student.viewer, changes={"theme": "dark"})
    language = partial(services.update_settings, viewer=as_student.viewer, changes={"language": "de"})

    outcomes = await race(theme, language)

    assert outcomes == [as_student.user, as_student.user]
    row = await stored_settings(as_student)
    assert (row["theme"], row["language"]) == ("dark", "de")


async def test_changes_at_once_do_not_undo_each_other(as_student: Client) -> None:
    changes: dict[str, object] = {
        "theme": "dark",
        "language": "de",
        "timezone": "Asia/Tokyo",
        "show_email": True,
        "show_github": False,
        "allow_follows": False,
    }
    before = await stored_settings(as_student)

    outcomes = await race(
        *(
            partial(services.update_settings, viewer=as_student.viewer, changes={name: value})
            for name, value in changes.items()
        )
    )

    assert outcomes == [as_student.user] * len(changes)
    after = await stored_settings(as_student)
    assert after == before | changes | {"updated_at": after["updated_at"]}
