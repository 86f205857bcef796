"""Signing in is tried ten times a quarter of an hour, however the tries arrive."""

from datetime import timedelta
from functools import partial

from domains.kit import clock
from domains.users import services
from domains.users.errors import TooManyAttempts, WrongCredentials
from domains.users.models import ApiToken
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.race import race
from tests.users.people import refusal

TOO_MANY = refusal("TOO_MANY_ATTEMPTS", "This was tried too often. Wait a while.")


async def attempt(client: Client, identifier: str, password: str) -> list[str]:
    """Try to sign in, and return why that was refused."""
    answer = await client.run("Login", input={"identifier": identifier, "password": password})
    return [error["code"] for error in answer["login"]["errors"]]


def aliased(*identifiers: str) -> str:
    """Return a document that tries to sign each of them in with a wrong password."""
    tries = (
        f'a{number}: login(input: {{identifier: "{identifier}", password: "wrong"}}) {{ errors {{ code }} }}'
        for number, identifier in enumerate(identifiers)
    )
    return f"mutation {{ {' '.join(tries)} }}"


async def test_the_eleventh_try_is_refused_whatever_the_password(as_student: Client, as_anonymous: Client) -> None:
    guesses = [await attempt(as_anonymous, "student", "wrong") for _ in range(10)]

    answer = await as_anonymous.answer("Login", input={"identifier": "Student", "password": world.PASSWORD})

    assert guesses == [["WRONG_CREDENTIALS"]] * 10
    assert answer == {"data": {"login": {"token": None, "viewer": None, "errors": [TOO_MANY]}}}
    assert await world.count(ApiToken) == 0


async def test_a_name_that_nobody_has_is_refused_in_the_same_way(as_anonymous: Client) -> None:
    guesses = [await attempt(as_anonymous, "nobody", "wrong") for _ in range(11)]

    assert guesses == [["WRONG_CREDENTIALS"]] * 10 + [["TOO_MANY_ATTEMPTS"]]


async def test_other_accounts_are_not_held_up(as_student: Client, as_teacher: Client, as_anonymous: Client) -> None:
    for _ in range(11):
        await attempt(as_anonymous, "student", "wrong")

    assert await attempt(as_anonymous, "teacher", world.PASSWORD) == []


async def test_after_a_quarter_of_an_hour_one_may_try_again(as_student: Client, as_anonymous: Client) -> None:
    for _ in range(11):
        await attempt(as_anonymous, "student", "wrong")

    with clock.at(clock.now() + timedelta(minutes=15, seconds=1)):
        assert await attempt(as_anonymous, "student", world.PASSWORD) == []


async def test_who_knows_the_password_may_sign_in_often(as_student: Client, as_anonymous: Client) -> None:
    tries = [await attempt(as_anonymous, "student", world.PASSWORD) for _ in range(15)]

    assert tries == [[]] * 15


async def test_each_aliased_login_counts(as_student: Client, as_anonymous: Client) -> None:
    answer = await as_anonymous.ask(aliased(*["student"] * 20))

    codes = [payload["errors"][0]["code"] for payload in answer["data"].values()]
    assert codes == ["WRONG_CREDENTIALS"] * 10 + ["TOO_MANY_ATTEMPTS"] * 10


async def test_tries_at_the_same_moment_all_count(as_student: Client) -> None:
    attempts = [partial(services.login, identifier="student", password="wrong") for _ in range(12)]

    outcomes = await race(*attempts[:6])
    outcomes += await race(*attempts[6:])

    kinds = [type(outcome) for outcome in outcomes]
    assert kinds.count(WrongCredentials) == 10
    assert kinds.count(TooManyAttempts) == 2


async def test_an_address_may_not_try_many_accounts(browser: HttpClient) -> None:
    codes = []
    for batch in range(6):
        response = await browser.post({"query": aliased(*(f"nobody{batch}-{number}" for number in range(20)))})
        codes += [payload["errors"][0]["code"] for payload in response.json()["data"].values()]

    assert codes == ["WRONG_CREDENTIALS"] * 100 + ["TOO_MANY_ATTEMPTS"] * 20
