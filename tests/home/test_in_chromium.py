"""A newcomer opens `/` in a real browser, on a gateway that is really served."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.home.outside import make, say
from tests.home.page import Home
from tests.support.chromium import chromium
from tests.support.prepared import demo_folder
from tests.support.processes import gateway

SPOKEN_OF = "/creator/strawberry-graphql"
QUIET = "/creator/graphiql"
COMMENTS = ".comments > .thread > li"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a gateway with the demo data."""
    with demo_folder() as folder, gateway(folder) as served:
        yield f"http://{served}"


def test_a_newcomer_looks_around(address: str) -> None:
    with chromium(Home) as home:
        home.open(address)
        home.wait_for_count("#ticker li", 12)
        home.wait_for_count(".card", 12)
        assert len(home.texts(".card .picture")) == 12
        home.wait_for_text("#explore [role=status]", "12 of 55 projects")

        home.press("[data-more]")
        home.wait_for_count(".card", 24)
        assert len(set(home.texts(".card h3"))) == 24
        home.choose("type", "OTHER")
        home.wait_for_count(".card", 3)
        home.choose("order", "MOST_LIKED")
        home.choose("type", "GITHUB_REPO")
        home.wait_for_text(".card .facts", "likes")

        home.press(".card a")
        home.wait_for_text(".comments .invitation", "Sign in to say something.")
        home.press(".back")
        home.wait_for_count(".card", 12)

        assert home.hosts() == {urlsplit(address).netloc}
        assert home.complaints() == []


def test_somebody_signs_in_with_one_click_likes_and_leaves(address: str) -> None:
    with chromium(Home) as home:
        home.open(address, QUIET)
        home.wait_for_text(".like", "Like · 0")
        home.sign_in("teacher")
        home.wait_until_live()
        home.wait_for_text(".comments .say", "Say something")
        home.press(".like")
        home.wait_for_text(".like", "Liked · 1")
        home.wait_for_text("#ticker li", "teacher likes GraphiQL")
        home.press(".like")
        home.wait_for_text(".like", "Like · 0")

        home.driver.refresh()
        home.wait_until_live()
        assert home.username() == "teacher"
        home.sign_out()
        home.wait_for_text(".comments .invitation", "Sign in")

        assert home.complaints() == []


def test_who_signs_out_in_one_tab_is_signed_out_in_the_other_and_hears_on(address: str) -> None:
    with chromium(Home) as home:
        home.open(address, QUIET)
        home.sign_in("teacher")
        home.wait_for_text(".comments .say", "Say something")
        home.wait_until_live()
        listening = home.open_another(address)
        home.sign_out()

        home.back_to(listening)
        home.wait_until_signed_out()
        home.wait_for_text(".comments .invitation", "Sign in")
        home.wait_until_live()
        make(urlsplit(address).netloc, "Heard as nobody")
        home.wait_for_text("#ticker li", "creator made Heard as nobody")
        assert home.complaints() == []


def test_the_form_takes_any_account_and_says_why_not(address: str) -> None:
    with chromium(Home) as home:
        home.open(address)
        home.sign_in_by_form("student", "not the password")
        home.wait_for_text("#account [role=alert]", "No account has this name or address with this password.")
        assert home.username() is None

        home.sign_in_by_form("student", "gateway-demo")
        home.wait_until_signed_in_as("student")


def test_what_is_said_in_one_tab_appears_in_another(address: str) -> None:
    with chromium(Home) as home:
        home.open(address, SPOKEN_OF)
        home.wait_for_count(COMMENTS, 1)
        listening = home.open_another(address, SPOKEN_OF)
        home.sign_in("creator")
        home.wait_until_live()
        home.say("Heard **elsewhere** at once.")
        home.wait_for_count(COMMENTS, 2)
        home.answer_first("And answered.")
        home.wait_for_text(f"{COMMENTS}:first-child .thread", "And answered.")

        home.back_to(listening)
        home.wait_for_text(f"{COMMENTS}:first-child > .prose", "Heard elsewhere at once.")
        home.wait_for_text(f"{COMMENTS}:first-child .thread", "And answered.")
        home.wait_for_text(
            "#ticker li:nth-child(2)", "creator said something about Strawberry GraphQL", "Heard elsewhere"
        )
        home.wait_for_count(COMMENTS, 2)
        assert home.texts(f"{COMMENTS}:first-child .thread > li .prose") == ["And answered."]
        assert home.complaints() == []


def test_threads_come_page_after_page_and_each_once(address: str) -> None:
    server = urlsplit(address).netloc
    say(server, "orjson", *(f"Number {number}." for number in range(22)))
    with chromium(Home) as home:
        home.open(address, "/creator/orjson")
        home.wait_for_count(COMMENTS, 20)
        say(server, "orjson", "Said meanwhile.")
        home.wait_for_text(f"{COMMENTS}:first-child", "Said meanwhile.")
        home.press(".comments > button")
        home.wait_for_count(COMMENTS, 23)

        numbers = [f"Number {number}." for number in reversed(range(22))]
        assert home.texts(f"{COMMENTS} .prose") == ["Said meanwhile.", *numbers]
        assert home.texts(".comments > button") == []
        assert home.texts(".comments .count") == ["23 threads"]


def test_script_in_a_comment_stays_text(address: str) -> None:
    with chromium(Home) as home:
        home.open(address, "/teacher/pytest")
        home.sign_in("student")
        home.wait_until_live()
        before = len(home.texts(COMMENTS))
        home.say("<script>hacked = 1</script> <img src=x onerror='hacked = 1'> ![far](https://elsewhere.example/a.png)")
        home.wait_for_count(COMMENTS, before + 1)

        said = home.wait_for_text(f"{COMMENTS}:first-child > .prose", "<script>hacked = 1</script>", "far")
        assert "onerror='hacked = 1'" in said
        home.wait_for_text("#ticker li", "<script>hacked = 1</script>")
        assert not home.scripts_ran()
        assert home.hosts() == {urlsplit(address).netloc}
        assert home.complaints() == []


@pytest.mark.parametrize("width", [360, 1400])
def test_the_page_fits_its_window(address: str, width: int) -> None:
    with chromium(Home) as home:
        home.narrow_to(width)
        home.open(address)
        home.wait_for_count(".card", 12)
        assert home.overhang() == 0

        home.sign_in("staff")
        home.open(address, SPOKEN_OF)
        home.wait_for_text("#project h2", "Strawberry GraphQL")
        home.wait_for_text(".comments .say", "Say something")
        assert home.overhang() == 0


def test_the_link_to_the_documentation_opens_it(address: str) -> None:
    with chromium(Home) as home:
        home.open(address)
        home.press("#docs")
        home.wait_for_text(".graphiql-plugin", "Docs", "Root Types")
