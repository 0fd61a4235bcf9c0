"""Somebody who never touches a mouse: the same errands with Tab, Enter, Space, arrows and letters alone."""

from playwright.sync_api import Locator

from tests.journeys.people import Person

MOST_TABS = 90
"""From the top of a page to its last field: more would be a maze."""

IS_HERE = "element => element === document.activeElement"
IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return top !== null && (element.contains(top) || top.contains(element));
}"""


class AtTheKeyboard(Person):
    """A Person whose hands stay on the keys. What cannot be reached by Tab, or hides under a bar, fails the test."""

    def press(self, where: str) -> None:
        self.activations += 1
        self._enter(self.page.locator(where).first)

    def go(self, words: str, within: str = "main") -> None:
        self.activations += 1
        self._enter(self.page.locator(f"{within} a, {within} button").filter(has_text=words).first)

    def tick(self, name: str, value: str | None = None) -> None:
        """Space for a box; for radios Tab to the group and an arrow to the one that is meant."""
        self.activations += 1
        chosen = f"[value='{value}']" if value else ""
        wanted = self.page.locator(f"input[name='{name}']{chosen}").first
        self._reach(self.page.locator(f"input[name='{name}']").first)
        self.page.keyboard.press("Space")
        while wanted.get_attribute("type") == "radio" and not wanted.is_checked():
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked()

    def choose(self, name: str, value: str) -> None:
        """Tab to the list and type what is wanted, as it reads."""
        self.activations += 1
        listed = self.page.locator(f"main select[name='{name}']")
        self._reach(listed)
        self.page.keyboard.type(value)
        assert listed.input_value() == value

    def write(self, **fields: str) -> None:
        self.screens_of_typing += 1
        for name, text in fields.items():
            self._reach(self.page.locator(f"main [name='{name}']"))
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(text)

    def _enter(self, link_or_button: Locator) -> None:
        self._reach(link_or_button)
        assert link_or_button.evaluate(IN_SIGHT), f"Hidden while it has the focus: {link_or_button}"
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")

    def _reach(self, wanted: Locator) -> None:
        element = wanted.element_handle()
        for _tab in range(MOST_TABS):
            if element.evaluate(IS_HERE):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} times Tab on {self.page.url} never came to {wanted}")
