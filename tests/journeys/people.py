"""Somebody in front of a browser of their own: each act counts what it asks of a hand."""

from playwright.sync_api import Page

from tests.factories import PASSWORD
from tests.machinery.browser import follow

EVENT = "/events/libertad"


class Person:
    """`activations` counts what was pressed, ticked or chosen; `screens_of_typing` the screens that were written on."""

    def __init__(self, page: Page, name: str, *, password: str = PASSWORD) -> None:
        self.page, self.name, self.password = page, name, password
        self.email = f"{name.lower()}@example.pe"
        self.activations = 0
        self.screens_of_typing = 0

    def open(self, address: str) -> None:
        """Come from a link in a mail or from a bookmark: nothing is pressed in our pages."""
        self.page.goto(address)

    def press(self, where: str) -> None:
        """Follow a link or press a button."""
        self.activations += 1
        follow(self.page.locator(where).first)

    def go(self, words: str, within: str = "main") -> None:
        """Follow the link, or press the button, that says these words."""
        self.activations += 1
        acts = self.page.locator(f"{within} a, {within} button")
        follow(acts.filter(has_text=words).first)

    def tick(self, name: str, value: str | None = None) -> None:
        self.activations += 1
        chosen = f"[value='{value}']" if value else ""
        self.page.locator(f"input[name='{name}']{chosen}").first.check()

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.activations += 1
        self.page.locator(f"main select[name='{name}']").select_option(value)

    def write(self, **fields: str) -> None:
        self.screens_of_typing += 1
        for name, text in fields.items():
            self.page.locator(f"main [name='{name}']").fill(text)

    def send(self, button: str = "main form button.primary") -> None:
        self.press(button)

    def come_back(self) -> None:
        """Sign in again: a sign-in lasts seven days."""
        self.open("/login")
        self.write(email=self.email, password=self.password)
        self.send()

    def text(self) -> str:
        return self.page.locator("main").inner_text()
