"""What people do in the pages, one function per errand: each counts what it asks of a hand."""

from playwright.sync_api import Page

from tests.factories import PASSWORD
from tests.machinery.browser import follow

EVENT = "/events/libertad"


class Person:
    """Somebody with a browser of their own. `activations` counts what they pressed, ticked or chose."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name = page, name
        self.email = f"{name.lower()}@example.pe"
        self.activations = 0
        self.screens_of_typing = 0

    def open(self, address: str) -> None:
        self.page.goto(address)

    def press(self, where: str) -> None:
        """Follow a link or press a button."""
        self.activations += 1
        follow(self.page.locator(where).first)

    def tick(self, name: str, value: str | None = None) -> None:
        self.activations += 1
        chosen = f"[value='{value}']" if value else ""
        self.page.locator(f"input[name='{name}']{chosen}").check()

    def write(self, **fields: str) -> None:
        self.screens_of_typing += 1
        for name, text in fields.items():
            self.page.locator(f"main [name='{name}']").fill(text)

    def send(self, button: str = "main form button.primary") -> None:
        self.press(button)

    def come_back(self) -> None:
        """Sign in again: a sign-in lasts seven days."""
        self.open("/login")
        self.write(email=self.email, password=PASSWORD)
        self.send()

    def text(self) -> str:
        return self.page.locator("main").inner_text()


def open_account_on_the_way(someone: Person) -> None:
    """From the event's home over the sign-up back to the way in."""
    someone.open(EVENT)
    someone.press("main .actions a.button")
    if "/login" in someone.page.url:
        someone.press("main a[href^='/signup']")
    someone.write(name=someone.name, email=someone.email, password=PASSWORD)
    someone.send()


def register(someone: Person, **team: str) -> None:
    """The way in, from its second step: the team, what is accepted, the answers once more."""
    someone.tick("choice", team.pop("choice"))
    if team:
        someone.write(**team)
    someone.send()
    someone.tick("accepts")
    someone.tick("contest")
    someone.send()
    someone.send()


def join_code(captain: Person) -> str:
    """The code as it stands on the captain's page."""
    captain.open(f"{EVENT}/me/team")
    return captain.page.locator(".join-code").inner_text()


def write_project(someone: Person, title: str, **fields: str) -> None:
    """The team's form, with the first challenge and its first dataset."""
    someone.open(f"{EVENT}/me/project")
    someone.page.locator("input[name='challenges']").first.check()
    someone.activations += 1
    texts = {
        "title": title,
        "summary": "Una alerta por barrio a partir de las lluvias de cada día.",
        "problem": "El aviso llega para toda la provincia.",
        "solution": "Un mensaje por punto crítico.",
        "data_story": "Cruzamos lluvias y puntos críticos; falta la estación de Sayapullo.",
        "repository_url": "https://example.org/quebrada",
    }
    someone.write(**{**texts, **fields})
    someone.page.locator("select[name='licence']").select_option("MIT")
    someone.send()


def use_first_dataset(someone: Person, how: str) -> None:
    """Press "use this" at the first dataset of the chosen challenge, and say how."""
    someone.press("main button[name='add']")
    someone.page.locator("textarea[name$='-how']").first.fill(how)
    someone.send()


def hand_in(someone: Person) -> str:
    """From the project to the receipt; returns what the receipt says."""
    someone.press("main button[name='then'][value='submit']")
    someone.send()
    return someone.text()


def accept_to_judge(juror: Person, link: str) -> None:
    """From the link in the mail to the jury's list: confidentiality and conflicts on one page."""
    juror.open(link)
    juror.page.locator("main input[type=checkbox]").last.check()
    juror.send()


def judge(juror: Person, marks: dict[str, str]) -> None:
    """Every project by keyboard, a digit for each criterion, then the signature."""
    for title, digits in marks.items():
        juror.open(f"{EVENT}/jury")
        follow(juror.page.get_by_role("link", name=title))
        juror.page.keyboard.type(digits)
        with juror.page.expect_navigation():
            juror.page.keyboard.press("Enter")
    juror.open(f"{EVENT}/jury/sign")
    juror.send()
