"""Registering: an account begins with a code that was sent to its address."""

from typing import Any

import pytest

from domains.users.models import AuthEvent, User, UserSettings, VerificationCode
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.jobs import letters, waiting
from tests.users.people import describe, refusal

PASSWORD = "correct-horse-battery"
DONE: dict[str, Any] = {"data": {"register": {"errors": []}}}
WRONG_CODE = "This code is wrong, has run out, or was used. Ask for a new one."


def ada(**values: str) -> dict[str, str]:
    """Return a registration that fits."""
    return {"username": "ada", "email": "ada@example.org", "password": PASSWORD, **values}


def code_of(letter: Any) -> str:
    """Return the code that a letter begins with."""
    return str(letter.subject.split()[0])


async def registered(client: Client, **values: str) -> str:
    """Register, and return the code that came."""
    assert await client.answer("Register", input=ada(**values)) == DONE
    (letter,) = await letters()
    return code_of(letter)


async def test_an_account_opens_by_the_code_that_was_sent(as_anonymous: Client) -> None:
    code = await registered(as_anonymous, username="Ada", email=" Ada@Example.org ", fullName="Ada L")

    before = await as_anonymous.run("User", username="ada")
    answer = await as_anonymous.answer("VerifyEmail", input={"email": "ADA@example.org", "code": code})

    user = await User.objects.aget()
    token = answer["data"]["verifyEmail"].pop("token")
    assert before == {"user": None}
    assert answer == {
        "data": {
            "verifyEmail": {
                "viewer": {"id": world.id_of(user), "username": "ada", "avatarUrl": "", "webPath": "/ada"},
                "errors": [],
            }
        }
    }
    assert token.startswith("gwt_")
    assert (user.email, user.full_name, user.is_active, user.is_pending) == ("ada@example.org", "Ada L", True, False)
    assert await world.count(UserSettings, user=user) == 1
    events = AuthEvent.objects.order_by("timestamp").values_list("event_type", flat=True)
    assert [each async for each in events] == ["email_verification_sent", "email_verified", "login_success"]
    login = await as_anonymous.run("Login", input={"identifier": "ada", "password": PASSWORD})
    assert login["login"]["errors"] == []


async def test_the_code_is_kept_nowhere_but_in_the_letter(as_anonymous: Client) -> None:
    code = await registered(as_anonymous)

    row = await VerificationCode.objects.values().aget()
    assert code not in str(row)
    assert len(code) == 8
    assert code.isdigit()


async def test_who_has_not_proved_the_address_cannot_sign_in(as_anonymous: Client) -> None:
    await registered(as_anonymous)

    answer = await as_anonymous.run("Login", input={"identifier": "ada", "password": PASSWORD})

    assert [error["code"] for error in answer["login"]["errors"]] == ["WRONG_CREDENTIALS"]


@pytest.mark.parametrize("email", ["student@example.org", "STUDENT@Example.Org", "\uff53tudent@example.org"])
async def test_a_taken_address_answers_like_a_free_one_and_is_told_so(
    as_student: Client, as_anonymous: Client, email: str
) -> None:
    free = await as_anonymous.answer("Register", input=ada())
    work_for_free = as_anonymous.statements
    await letters()
    taken = await as_anonymous.answer("Register", input=ada(username="eve", email=email))

    assert taken == free == DONE
    assert as_anonymous.statements == work_for_free
    (letter,) = await letters()
    assert letter.to == ["student@example.org"]
    assert letter.subject == "You have an account already"
    assert await world.count(User, username="eve") == 0


async def test_a_name_that_waits_for_its_code_is_not_taken(as_anonymous: Client) -> None:
    await registered(as_anonymous)

    code = await registered(as_anonymous, email="countess@example.org")

    answer = await as_anonymous.run("VerifyEmail", input={"email": "countess@example.org", "code": code})
    assert answer["verifyEmail"]["viewer"]["username"] == "ada"
    assert await world.count(User) == 1


@pytest.mark.parametrize(
    ("values", "code", "path"),
    [
        ({"username": "student"}, "TAKEN", "username"),
        ({"username": "STUDENT"}, "TAKEN", "username"),
        ({"username": "graphql"}, "TAKEN", "username"),
        ({"username": "Quick-Quizzes"}, "TAKEN", "username"),
        # A shared chat's `webPath` is /chats/<token>.
        ({"username": "chats"}, "TAKEN", "username"),
        ({"username": "\u0455tudent"}, "INVALID", "username"),
        ({"username": "\u212aate"}, "INVALID", "username"),
        ({"username": "a da"}, "INVALID", "username"),
        ({"username": ""}, "REQUIRED", "username"),
        ({"username": "a" * 41}, "TOO_LONG", "username"),
        ({"email": "ada"}, "INVALID", "email"),
        ({"email": "\u0430da@example.org"}, "INVALID", "email"),
        ({"email": "ada@" + "x" * 70 + ".org"}, "INVALID", "email"),
        ({"password": "short"}, "WEAK_PASSWORD", "password"),
        ({"password": "password123"}, "WEAK_PASSWORD", "password"),
        ({"password": "9842759827"}, "WEAK_PASSWORD", "password"),
        ({"username": "ada-lovelace", "password": "ada-lovelace"}, "WEAK_PASSWORD", "password"),
        ({"fullName": "x" * 151}, "TOO_LONG", "fullName"),
    ],
)
async def test_what_does_not_fit_is_refused(
    as_student: Client, as_anonymous: Client, values: dict[str, str], code: str, path: str
) -> None:
    answer = await as_anonymous.run("Register", input=ada(**values))

    assert [(each["code"], each["path"]) for each in answer["register"]["errors"]] == [(code, ["input", path])]
    assert await waiting() == []
    assert await world.count(User) == 1


async def test_all_that_does_not_fit_is_said_at_once(as_anonymous: Client) -> None:
    answer = await as_anonymous.run("Register", input={"username": "?", "email": "?", "password": "?"})

    assert [each["path"][1] for each in answer["register"]["errors"]] == ["email", "password", "username"]


async def test_an_address_gets_five_letters_an_hour(as_anonymous: Client) -> None:
    answers = [await as_anonymous.run("Register", input=ada(username=f"ada{number}")) for number in range(6)]

    errors = [[error["code"] for error in answer["register"]["errors"]] for answer in answers]
    assert errors == [[], [], [], [], [], ["TOO_MANY_ATTEMPTS"]]
    assert await waiting() == ["users.open_account"] * 5


async def test_a_closed_account_is_not_given_away(as_student: Client, as_anonymous: Client) -> None:
    await describe(as_student, is_active=False)

    await as_anonymous.run("Register", input=ada(email="student@example.org"))
    await letters()
    answer = await as_anonymous.run("Register", input=ada(username="student"))

    assert [each["code"] for each in answer["register"]["errors"]] == ["TAKEN"]
    assert [user.pk async for user in User.objects.all()] == [as_student.user.pk]


async def test_a_browser_is_signed_in_once_the_address_is_proved(browser: HttpClient, as_anonymous: Client) -> None:
    code = await registered(as_anonymous)

    await browser.run("VerifyEmail", input={"email": "ada@example.org", "code": code})

    assert (await browser.run("Viewer"))["viewer"]["username"] == "ada"


async def test_no_code_opens_nothing(as_anonymous: Client) -> None:
    answer = await as_anonymous.answer("VerifyEmail", input={"email": "nobody@example.org", "code": "12345678"})

    assert answer["data"]["verifyEmail"] == {
        "token": None,
        "viewer": None,
        "errors": [refusal("INVALID_CODE", WRONG_CODE, "input", "code")],
    }
