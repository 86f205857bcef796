"""The gateway goes away under somebody's page, and comes back."""

from tests.home.outside import make
from tests.home.page import Home
from tests.support.chromium import chromium
from tests.support.prepared import demo_folder
from tests.support.processes import data_folder, free_port, gateway


def test_what_the_log_cannot_tell_is_read_anew() -> None:
    port = free_port()
    # Copies of what was started once share a log: the other one is made from nothing.
    with demo_folder() as folder, data_folder() as restored, chromium(Home) as home:
        with gateway(folder, port=port) as address:
            home.open(f"http://{address}")
            home.wait_for_count("#ticker li", 12)
        with gateway(restored) as elsewhere:
            make(elsewhere, "Unheard of")

        # The cursor that the page goes on from is one of another log.
        with gateway(restored, port=port) as address:
            home.wait_until_live()
            home.wait_for_text("#ticker li", "creator made Unheard of")
            make(address, "Heard live")
            home.wait_for_text("#ticker li", "creator made Heard live")
            assert home.texts("#ticker li p")[:2] == ["creator made Heard live", "creator made Unheard of"]


def test_the_ticker_goes_on_without_losing_an_activity() -> None:
    port = free_port()
    with demo_folder() as folder, chromium(Home) as home:
        with gateway(folder, port=port) as address:
            home.open(f"http://{address}")
            home.wait_for_count("#ticker li", 12)
            make(address, "Before the cut")
            home.wait_for_text("#ticker li", "creator made Before the cut")

        home.wait_until_cut_off()
        with gateway(folder) as elsewhere:
            make(elsewhere, "While away", "Still away")

        with gateway(folder, port=port) as address:
            home.wait_until_live()
            home.wait_for_text("#ticker li", "creator made Still away")
            make(address, "Back again")
            home.wait_for_text("#ticker li", "creator made Back again")

            made = ["Back again", "Still away", "While away", "Before the cut"]
            assert home.texts("#ticker li p")[:4] == [f"creator made {title}" for title in made]
            home.wait_for_count("#ticker li", 12 + len(made))
