"""Verification codes: ten minutes, five tries, one use; late, replayed, guessed and raced ones."""

from datetime import timedelta
from functools import partial

import pytest
from asgiref.sync import sync_to_async

from domains.kit import clock
from domains.users import jobs, services
from domains.users.errors import InvalidCode
from domains.users.models import ApiToken, User, VerificationCode
from tests.support import world
from tests.support.client import Client
from tests.support.jobs import letters
from tests.support.race import race
from tests.users.people import describe

EMAIL = "student@example.org"
NEW = "a-brand-new-horse"
REFUSED = ["INVALID_CODE"]


async def asked(client: Client) -> str:
    """Ask for a new password, and return the code that came."""
    await client.run("RequestPasswordReset", input={"email": EMAIL})
    (letter,) = await letters()
    return str(letter.subject.split()[0])


async def reset(client: Client, code: str, password: str = NEW) -> list[str]:
    """Set a new password, and return why that was refused."""
    answer = await client.run("ResetPassword", input={"email": EMAIL, "code": code, "newPassword": password})
    return [error["code"] for error in answer["resetPassword"]["errors"]]


def others(code: str) -> list[str]:
    """Return codes that are wrong."""
    return [f"{(int(code) + step) % 10**8:08}" for step in range(1, 6)]


async def test_a_code_is_good_once(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)

    assert await reset(as_anonymous, f" {code} ") == []
    assert await reset(as_anonymous, code) == REFUSED


async def test_a_code_runs_out_after_ten_minutes(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)
    row = await VerificationCode.objects.aget()

    with clock.at(row.created_at + timedelta(minutes=10)):
        late = await reset(as_anonymous, code)
    with clock.at(row.created_at + timedelta(minutes=9, seconds=59)):
        just = await reset(as_anonymous, code)

    assert (late, just) == (REFUSED, [])


async def test_five_wrong_guesses_end_a_code(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)

    guesses = [await reset(as_anonymous, guess) for guess in others(code)]

    assert guesses == [REFUSED] * 5
    assert await reset(as_anonymous, code) == REFUSED
    assert (await VerificationCode.objects.aget()).tries == 5


async def test_four_wrong_guesses_do_not(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)

    for guess in others(code)[:4]:
        await reset(as_anonymous, guess)

    assert await reset(as_anonymous, code) == []


async def test_a_newer_code_ends_the_older_one(as_student: Client, as_anonymous: Client) -> None:
    older = await asked(as_anonymous)
    newer = await asked(as_anonymous)

    assert await reset(as_anonymous, older) == REFUSED
    assert await reset(as_anonymous, newer) == []


async def test_a_code_is_good_for_its_purpose_only(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)

    answer = await as_anonymous.run("VerifyEmail", input={"email": EMAIL, "code": code})

    assert [error["code"] for error in answer["verifyEmail"]["errors"]] == REFUSED


async def test_a_code_that_is_used_twice_at_once_is_used_once(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)
    attempt = partial(services.reset_password, email=EMAIL, code=code, password=NEW)

    outcomes = await race(attempt, attempt, attempt)

    assert outcomes.count(None) == 1
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [InvalidCode] * 2


async def test_guesses_at_once_are_five_at_most(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)
    wrong = [partial(services.reset_password, email=EMAIL, code=guess, password=NEW) for guess in others(code)]

    await race(*wrong)

    assert await reset(as_anonymous, code) == REFUSED


async def test_a_weak_password_does_not_use_the_code_up(as_student: Client, as_anonymous: Client) -> None:
    code = await asked(as_anonymous)

    assert await reset(as_anonymous, code, "password") == ["WEAK_PASSWORD"]
    assert await reset(as_anonymous, code) == []


async def test_a_new_password_ends_every_sign_in(as_student: Client, as_anonymous: Client) -> None:
    await as_anonymous.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    code = await asked(as_anonymous)

    await reset(as_anonymous, code)

    assert await world.count(ApiToken) == 0
    old = await as_anonymous.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    new = await as_anonymous.run("Login", input={"identifier": "student", "password": NEW})
    assert [error["code"] for error in old["login"]["errors"]] == ["WRONG_CREDENTIALS"]
    assert new["login"]["errors"] == []


async def test_whether_an_address_has_an_account_is_not_told(as_student: Client, as_anonymous: Client) -> None:
    known = await as_anonymous.answer("RequestPasswordReset", input={"email": EMAIL})
    work_for_known = as_anonymous.statements
    unknown = await as_anonymous.answer("RequestPasswordReset", input={"email": "nobody@example.org"})

    assert unknown == known == {"data": {"requestPasswordReset": {"errors": []}}}
    assert as_anonymous.statements == work_for_known
    assert [letter.to for letter in await letters()] == [[EMAIL]]


async def test_a_wrong_code_costs_the_same_whether_or_not_there_is_an_account(
    as_student: Client, as_anonymous: Client
) -> None:
    code = await asked(as_anonymous)
    await reset(as_anonymous, others(code)[0])
    work_for_known = as_anonymous.statements
    wrong = {"email": "nobody@example.org", "code": code, "newPassword": NEW}

    answer = await as_anonymous.run("ResetPassword", input=wrong)

    assert [error["code"] for error in answer["resetPassword"]["errors"]] == REFUSED
    assert as_anonymous.statements == work_for_known


@pytest.mark.parametrize("columns", [{"is_active": False}, {"kind": "service"}])
async def test_an_account_without_passwords_gets_no_code(
    as_student: Client, as_anonymous: Client, columns: dict[str, object]
) -> None:
    await describe(as_student, **columns)

    await as_anonymous.run("RequestPasswordReset", input={"email": EMAIL})

    assert await letters() == []


async def test_what_ran_out_is_removed_after_a_day(as_student: Client, as_anonymous: Client) -> None:
    await asked(as_anonymous)
    await sync_to_async(services.open_account)(
        username="late", email="late@example.org", is_active=False, is_pending=True
    )

    with clock.at(clock.now() + timedelta(days=1, minutes=11)):
        await sync_to_async(jobs.remove_expired_sign_ins.func)(0)

    assert await world.count(VerificationCode) == 0
    assert [user.username async for user in User.objects.all()] == ["student"]
