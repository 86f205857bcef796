"""A page listens with the browser's own `EventSource`, which comes back by itself and says where it was."""

from collections.abc import Iterator

import pytest

from schema.documents import documents
from tests.home.outside import make
from tests.support.chromium import Browser, chromium
from tests.support.prepared import demo_folder
from tests.support.processes import free_port, gateway

# Only the way is opened: coming back after a cut is the browser's own doing.
LISTEN = """
const parameters = new URLSearchParams({ query: arguments[0] });
window.heard = [];
window.source = new EventSource(`/graphql/stream?${parameters}`);
source.addEventListener("next", ({ data, lastEventId }) => {
  const [told] = Object.values(JSON.parse(data).data);
  heard.push({ ...told, isPlaced: lastEventId === told.cursor });
});
source.addEventListener("complete", () => source.close());
"""


class Listener(Browser):
    """A page of the gateway that listens to what happens."""

    def listen(self, address: str) -> None:
        """Open the page, let it listen, and wait until it knows where it stands."""
        self.driver.get(f"http://{address}/")
        self.driver.execute_script(LISTEN, documents()["ActivityFeedLive"].text)
        self._until(lambda: self._heard("Checkpoint"))

    def wait_for(self, count: int) -> list[str]:
        """Return the titles of what was made, once so many were heard of."""
        self._until(lambda: len(self._heard("ActivityAdded")) >= count)
        return [told["activity"]["reference"]["title"] for told in self._heard("ActivityAdded")]

    def wait_until_cut_off(self) -> None:
        """Wait until the browser is trying to come back."""
        self._until(lambda: self.driver.execute_script("return source.readyState === EventSource.CONNECTING"))

    def is_placed(self) -> bool:
        """Whether the browser has taken every event's cursor for the event's id."""
        placed: bool = self.driver.execute_script("return heard.every(({ isPlaced }) => isPlaced)")
        return placed

    def _heard(self, kind: str) -> list[dict[str, dict[str, dict[str, str]]]]:
        return [told for told in self.driver.execute_script("return heard") if told["__typename"] == kind]


@pytest.fixture
def page() -> Iterator[Listener]:
    """A page in a browser of its own."""
    with chromium(Listener) as page:
        yield page


def test_a_browser_goes_on_where_it_was_cut_off(page: Listener) -> None:
    port = free_port()
    with demo_folder() as folder:
        with gateway(folder, port=port) as address:
            page.listen(address)
            make(address, "Before the cut")
            page.wait_for(1)

        page.wait_until_cut_off()
        with gateway(folder) as elsewhere:
            make(elsewhere, "While away", "Still away")

        with gateway(folder, port=port) as address:
            page.wait_for(3)
            make(address, "Back again")
            titles = page.wait_for(4)

            assert titles == ["Before the cut", "While away", "Still away", "Back again"]
            assert page.is_placed()
