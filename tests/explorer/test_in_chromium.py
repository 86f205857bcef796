"""Somebody opens the explorer in a real browser, on a gateway that is really served."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.home.outside import make
from tests.support.chromium import Explorer, chromium
from tests.support.prepared import demo_folder
from tests.support.processes import free_port, gateway


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a gateway with the demo data."""
    with demo_folder() as folder, gateway(folder) as served:
        yield f"http://{served}"


def test_a_visitor_runs_the_examples_and_signs_in(address: str) -> None:
    with chromium(Explorer) as explorer:
        explorer.open(address)
        explorer.run()
        explorer.wait_for('"explore"', '"totalCount"', '"edges"')
        assert explorer.username() is None

        explorer.sign_in("student", "gateway-demo")
        assert explorer.username() == "student"
        explorer.choose("Viewer")
        explorer.run()
        explorer.wait_for('"viewer"', '"username": "student"')

        explorer.open(address)
        explorer.wait_until_signed_in_as("student")
        explorer.sign_out()
        explorer.run()
        explorer.wait_for('"viewer": null')

        assert explorer.hosts() == {urlsplit(address).netloc}
        assert explorer.complaints() == []


def test_what_is_done_in_one_tab_is_heard_in_another(address: str) -> None:
    with chromium(Explorer) as explorer:
        explorer.open(address)
        explorer.sign_in("creator", "gateway-demo")
        explorer.choose("ActivityFeedLive")
        explorer.run()
        explorer.wait_for('"__typename": "Checkpoint"')

        listening = explorer.open_another(address)
        explorer.choose("CreateProject")
        explorer.run()
        explorer.wait_for('"webPath": "/creator/my-first-project"')

        explorer.back_to(listening)
        explorer.wait_for('"__typename": "ActivityAdded"', '"title": "My first project"')
        assert explorer.complaints() == []


def test_a_subscription_goes_on_where_the_gateway_was_restarted() -> None:
    port = free_port()
    with demo_folder() as folder, chromium(Explorer) as explorer:
        with gateway(folder, port=port) as served:
            explorer.open(f"http://{served}")
            explorer.choose("ActivityFeedLive")
            explorer.run()
            explorer.wait_for('"__typename": "Checkpoint"')
            make(served, "Before")
            explorer.wait_for('"title": "Before"')
        with gateway(folder) as elsewhere:
            make(elsewhere, "Meanwhile")

        with gateway(folder, port=port):
            explorer.wait_for('"__typename": "ActivityAdded"', '"title": "Meanwhile"')


def test_the_explain_panel_tells_how_the_last_answer_was_made(address: str) -> None:
    with chromium(Explorer) as explorer:
        explorer.open(address)
        explorer.run()
        explorer.wait_for('"explore"')
        explorer.show("Explain")
        explorer.wait_for_explanation("Run an operation")
        explorer.tick("with PostgreSQL")
        explorer.run()
        told = explorer.wait_for_explanation("Explore", "planned", "1 statement", "SELECT projects_project", " ms")
        assert "told to staff" in told
        assert "Nested Loop" not in told
        assert "extensions" not in explorer.wait_for('"explore"', '"totalCount"')

        explorer.sign_in("staff", "gateway-demo")
        explorer.open(address)
        explorer.run()

        told = explorer.wait_for_explanation("Explore", "planned", "SELECT projects_project", "Nested Loop")
        assert "told to staff" not in told
        assert explorer.hosts() == {urlsplit(address).netloc}
        assert explorer.complaints() == []


def test_a_wrong_password_is_refused_in_words(address: str) -> None:
    with chromium(Explorer) as explorer:
        explorer.open(address)
        explorer.enter("student", "not the password")

        assert explorer.refusal() == "No account has this name or address with this password."
        assert explorer.username() is None


def test_the_explorer_fits_a_narrow_window(address: str) -> None:
    with chromium(Explorer, width=500, height=900) as explorer:
        explorer.open(address)
        explorer.run()
        explorer.wait_for('"totalCount"')

        assert explorer.overhang() == 0
        explorer.sign_in("teacher", "gateway-demo")
        assert explorer.username() == "teacher"


def test_the_document_that_was_written_is_still_there(address: str) -> None:
    with chromium(Explorer) as explorer:
        explorer.open(address)
        explorer.write(
            "query Mine($first: Int) { tools(first: $first) { totalCount edges { node { slug } } } }", first=1
        )
        explorer.open(address)
        explorer.run()

        explorer.wait_for('"tools"', '"slug"')
