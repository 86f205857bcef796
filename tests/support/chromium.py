"""A real browser: headless Chromium, looking at the pages of a served gateway."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

Found = TypeVar("Found")
DEADLINE_SECONDS = 30
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # The browser itself calls nobody: what is asked for was asked for by the page.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# The page draws itself anew at any time.
NOT_YET = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
# What a page may ask for without asking anybody.
INLINE_SCHEMES = {"data", "blob", "about", "chrome"}


class Browser:
    """One browser, and the page in front. Its cookies are shared by its tabs: another person needs another browser."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def back_to(self, tab: str) -> None:
        """Bring a tab of the browser to the front."""
        self.driver.switch_to.window(tab)

    def overhang(self) -> int:
        """How many pixels of the page stand out beyond the right edge of the window."""
        pixels: int = self.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        return max(pixels, 0)

    def hosts(self) -> set[str]:
        """Return the hosts that pages and sockets have asked for anything, since this was asked last."""
        messages = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        parameters = [message["params"] for message in messages]
        urls = [given.get("request", given).get("url") for given in parameters if "requestId" in given]
        return {urlsplit(url).netloc for url in urls if url and urlsplit(url).scheme not in INLINE_SCHEMES}

    def complaints(self) -> list[str]:
        """Return what the console has said in earnest, since this was asked last: violations, errors, warnings."""
        return [entry["message"] for entry in self._log("browser") if entry["level"] in {"SEVERE", "WARNING"}]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def _text(self, selector: str) -> str | None:
        """Return the text of the first such element, if there is one; read at once, however the page changes."""
        text: str | None = self.driver.execute_script(
            "return document.querySelector(arguments[0])?.textContent", selector
        )
        return text

    def _click(self, by: str, value: str) -> None:
        """Click the element once it is there and nothing lies over it."""

        def clicked() -> bool:
            self.driver.find_element(by, value).click()
            return True

        self._until(clicked)

    def shown(self) -> str:
        """What the page shows now."""
        return self._text("body") or ""

    def _until(self, found: Callable[[], Found]) -> Found:
        """Return what is found, once there is something."""
        try:
            return WebDriverWait(self.driver, DEADLINE_SECONDS, ignored_exceptions=NOT_YET).until(lambda _: found())
        except TimeoutException:
            raise AssertionError(f"It did not come. The page shows:\n{self.shown()}") from None


class Explorer(Browser):
    """GraphiQL in one browser."""

    def open(self, address: str) -> None:
        """Open the explorer of the gateway at `address`, in the browser's tab that is in front."""
        self.driver.get(f"{address}/graphql")
        self._wait_until_ready()

    def open_another(self, address: str) -> str:
        """Open the explorer in a new tab of the browser, and return the tab that was in front before."""
        before = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        self.open(address)
        return before

    def choose(self, title: str) -> None:
        """Choose the editor's tab of that title, which is the name of the operation in it."""
        self._click(By.XPATH, f"//button[starts-with(@id, 'graphiql-session-tab-')][. = '{title}']")
        # The editor stores a document once it has read it; until then it would run another operation's name.
        named = re.compile(rf"^(query|mutation|subscription) {title}\b", re.MULTILINE)
        self._until(lambda: named.search(self.driver.execute_script("return localStorage['graphiql:query'] ?? ''")))

    def write(self, document: str, **variables: Any) -> None:
        """Let the editor hold the document and nothing else, as if it had been left so on an earlier visit."""
        tab = dict.fromkeys(("headers", "operationName", "response"))
        tab |= {"id": "written", "title": "Written", "query": document, "variables": json.dumps(variables)}
        kept = {
            "graphiql:tabState": json.dumps({"activeTabIndex": 0, "tabs": [tab]}),
            "graphiql:query": document,
            "graphiql:variables": tab["variables"],
        }
        self.driver.execute_script(
            "for (const [key, value] of arguments[0]) localStorage[key] = value", [*kept.items()]
        )
        self.driver.refresh()
        self._wait_until_ready()

    def run(self) -> None:
        """Run, or stop, what the editor holds."""
        self._click(By.CSS_SELECTOR, ".graphiql-execute-button")

    def shown(self) -> str:
        """What the result pane shows now."""
        return self.result

    def wait_for(self, *words: str) -> str:
        """Return what the result pane shows, once it shows all these words; only what fits the window is there."""
        self._until(lambda: all(word in self.result for word in words))
        return self.result

    @property
    def result(self) -> str:
        """What the result pane shows now."""
        lines = self.driver.execute_script(
            "return [...document.querySelectorAll('.graphiql-response .view-line')]"
            ".sort((a, b) => parseInt(a.style.top) - parseInt(b.style.top)).map(line => line.textContent)"
        )
        return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")

    def sign_in(self, identifier: str, password: str) -> None:
        """Sign in with the page's form."""
        self.enter(identifier, password)
        self._until(self.username)

    def enter(self, identifier: str, password: str) -> None:
        """Send the page's form, and do not wait for what comes of it."""
        self._click(By.CSS_SELECTOR, ".account-button")
        self._until(lambda: self.driver.find_elements(By.NAME, "identifier"))
        self.driver.find_element(By.NAME, "identifier").send_keys(identifier)
        self.driver.find_element(By.NAME, "password").send_keys(password)
        self._click(By.CSS_SELECTOR, ".sign-in button[type=submit]")

    def refusal(self) -> str:
        """Return why the form was refused."""
        return self._until(lambda: self._text(".sign-in [role=alert]")) or ""

    def wait_until_signed_in_as(self, username: str) -> None:
        """Wait until the page says so."""
        self._until(lambda: self.username() == username)

    def sign_out(self) -> None:
        """Sign out with the page's button."""
        self._click(By.XPATH, "//button[contains(@class, 'account-button')][. = 'Sign out']")
        self._until(lambda: self.username() is None)

    def username(self) -> str | None:
        """Return who is signed in, as the page says."""
        return self._text(".account-name")

    def show(self, panel: str) -> None:
        """Open a panel beside the editor by its name."""
        self._click(By.CSS_SELECTOR, f"[aria-label='Show {panel}']")

    def tick(self, label: str) -> None:
        """Tick a box, or clear it, by the words beside it."""
        self._click(By.XPATH, f"//label[contains(., '{label}')]")

    def wait_for_explanation(self, *words: str) -> str:
        """Return what the explain panel shows, once it shows all these words."""
        self._until(lambda: all(word in (self._text(".explain") or "") for word in words))
        return self._text(".explain") or ""

    def _wait_until_ready(self) -> None:
        """Wait until both editors stand, and the schema is there."""
        self._until(lambda: len(self.driver.find_elements(By.CSS_SELECTOR, ".graphiql-editor .view-line")) > 0)
        self._until(lambda: not self.driver.find_elements(By.CSS_SELECTOR, ".graphiql-spinner"))


Page = TypeVar("Page", bound=Browser)


@contextmanager
def chromium(page: type[Page], width: int = 1400, height: int = 900) -> Iterator[Page]:
    """Start a browser with a profile of its own, for one kind of page, or skip the test where there is none."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("needs Chromium and ChromeDriver (on Debian: the packages chromium and chromium-driver)")
    options = ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--window-size={width},{height}"):
        options.add_argument(flag)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # the sandbox refuses root, as which containers run tests
    with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as profile:
        options.add_argument(f"--user-data-dir={Path(profile) / 'p'}")
        started = Chrome(options=options, service=ChromeService(driver))
        try:
            yield page(started)
        finally:
            started.quit()
