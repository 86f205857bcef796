"""The page at `/` in a real browser, as its visitor uses it."""

from selenium.webdriver.common.by import By

from tests.support.chromium import Browser


class Home(Browser):
    """The page at `/`."""

    def open(self, address: str, path: str = "") -> None:
        """Open the page, or one project on it, and wait until it is live."""
        self.driver.get(f"{address}/#{path}" if path else f"{address}/")
        self.wait_until_live()

    def open_another(self, address: str, path: str = "") -> str:
        """Open the page in a new tab, and return the tab that was in front before."""
        before = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        self.open(address, path)
        return before

    def state(self) -> str | None:
        """Return what the page says of its socket."""
        return self._text("#state")

    def wait_until_live(self) -> None:
        """Wait until the page hears what happens."""
        self._until(lambda: self.state() == "live")

    def wait_until_cut_off(self) -> None:
        """Wait until the page has noticed that it hears nothing."""
        self._until(lambda: self.state() not in {"live", ""})

    def sign_in(self, account: str) -> None:
        """Sign in with one click, as a demo account."""
        self._click(By.CSS_SELECTOR, f"[data-account={account}]")
        self.wait_until_signed_in_as(account)

    def sign_in_by_form(self, identifier: str, password: str) -> None:
        """Send the form, and do not wait for what comes of it."""
        if not self.driver.find_element(By.NAME, "identifier").is_displayed():
            self._click(By.CSS_SELECTOR, ".account summary")
        for name, value in (("identifier", identifier), ("password", password)):
            field = self.driver.find_element(By.NAME, name)
            field.clear()
            field.send_keys(value)
        self._click(By.CSS_SELECTOR, ".account form button")

    def wait_until_signed_in_as(self, username: str) -> None:
        """Wait until the page says so."""
        self._until(lambda: self.username() == username)

    def sign_out(self) -> None:
        """Sign out."""
        self._click(By.CSS_SELECTOR, "[data-leave]")
        self.wait_until_signed_out()

    def wait_until_signed_out(self) -> None:
        """Wait until the page says that nobody is signed in."""
        self._until(lambda: self.username() is None)

    def username(self) -> str | None:
        """Return who is signed in, as the page says."""
        return self._text(".signed-in:not([hidden]) [data-username]")

    def wait_for_text(self, selector: str, *words: str) -> str:
        """Return the text of the first such element, once it has all these words."""
        self._until(lambda: all(word in (self._text(selector) or "") for word in words))
        return self._text(selector) or ""

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all such elements that are shown."""
        found: list[str] = self.driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility())"
            ".map(e => e.textContent.trim())",
            selector,
        )
        return found

    def wait_for_count(self, selector: str, count: int) -> None:
        """Wait until there are so many."""
        self._until(lambda: len(self.texts(selector)) == count)

    def choose(self, name: str, value: str) -> None:
        """Choose in one of the lists above the projects."""
        self._click(By.CSS_SELECTOR, f"select[name={name}] option[value={value}]")

    def press(self, selector: str) -> None:
        """Press a button or follow a link."""
        self._click(By.CSS_SELECTOR, selector)

    def say(self, words: str) -> None:
        """Say something about the open project."""
        form = ".comments > .say"
        self._until(lambda: self.driver.find_elements(By.CSS_SELECTOR, f"{form} textarea"))
        self.driver.find_element(By.CSS_SELECTOR, f"{form} textarea").send_keys(words)
        self._click(By.CSS_SELECTOR, f"{form} .primary")

    def answer_first(self, words: str) -> None:
        """Answer the first comment."""
        first = ".comments > .thread > li:first-child"
        self._click(By.CSS_SELECTOR, f"{first} > .link")
        self.driver.find_element(By.CSS_SELECTOR, f"{first} > .say textarea").send_keys(words)
        self._click(By.CSS_SELECTOR, f"{first} > .say .primary")

    def narrow_to(self, width: int) -> None:
        """Make the window so wide, however wide the browser's own frame must be."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def scripts_ran(self) -> bool:
        """Whether what a comment brought along has run."""
        ran: bool = self.driver.execute_script("return 'hacked' in window")
        return ran
