"""The chat on the page at `/` in a real browser, as who talks there uses it."""

from selenium.webdriver.common.by import By

from tests.home.page import Home

REPLY = ".message:last-child:not(.said)"


class Chat(Home):
    """The chat on the page."""

    def begin(self, address: str, account: str, tool: str) -> str:
        """Sign in, begin to talk to a tool, and return the path of the conversation."""
        self.open(address, "/chat")
        self.sign_in(account)
        self.wait_until_live()
        self.fill("search", tool)
        self.press(f"[data-tool={tool}]")
        self._until(lambda: self.driver.find_elements(By.CSS_SELECTOR, ".composer"))
        return self.path()

    def path(self) -> str:
        """Return the path of what is shown."""
        return str(self.driver.current_url.partition("#")[2])

    def write(self, words: str) -> None:
        """Write something, and press Enter."""
        self._until(lambda: self.driver.find_elements(By.CSS_SELECTOR, ".composer textarea"))
        self.driver.find_element(By.CSS_SELECTOR, ".composer textarea").send_keys(f"{words}\n")

    def wait_for_words(self, number: int) -> str:
        """Return what there is of the reply that grows, once it has so many words."""
        self._until(lambda: len(self.growing().split()) >= number)
        return self.growing()

    def growing(self) -> str:
        """Return what there is of the reply that grows."""
        return self._text(f"{REPLY}[aria-busy=true] .growing") or ""

    def wait_for_end(self, status: str = "COMPLETE") -> str:
        """Return the text of the last reply, once it has ended so."""
        self._until(lambda: self._text(f"{REPLY}[data-status={status}]"))
        return (self._text(f"{REPLY} .prose") or "").strip()

    def share(self, who: str = "", hours: str = "") -> str:
        """Share the open conversation, and return the link."""
        self.press(".panels .deeds button:first-child")
        self.press(f".sharing [name=who][value='{who}']")
        self.press(f".sharing option[value='{hours}']")
        self.press(".sharing .primary")
        self._until(lambda: self.driver.find_elements(By.NAME, "link"))
        return str(self.driver.find_element(By.NAME, "link").get_attribute("value"))

    def fill(self, name: str, words: str) -> None:
        """Write something into a field in place of what is there."""
        self._until(lambda: self.driver.find_elements(By.NAME, name))
        field = self.driver.find_element(By.NAME, name)
        field.clear()
        field.send_keys(words)
