"""The errands of participants: the way in, the team's project, handing it in."""

from tests.journeys.people import EVENT, Person


def open_account_on_the_way(someone: Person, address: str = EVENT) -> None:
    """From the event's home over the sign-up back to the way in; or straight from the link of an invitation."""
    someone.open(address)
    if address == EVENT:
        someone.press("main .actions a.button")
    someone.write(name=someone.name, email=someone.email, password=someone.password)
    someone.send()


def register(someone: Person, **team: str) -> None:
    """The way in, from its second step: the team, what is accepted, the answers once more."""
    someone.tick("choice", team.pop("choice"))
    if team:
        someone.write(**team)
    someone.send()
    accept(someone)
    someone.send()


def accept(someone: Person) -> None:
    """The rules and the one consent that is needed."""
    someone.tick("accepts")
    someone.tick("contest")
    someone.send()


def join_code(captain: Person) -> str:
    """The code as it stands on the captain's page."""
    captain.open(f"{EVENT}/me/team")
    return captain.page.locator(".join-code").inner_text()


def invitation_link(captain: Person) -> str:
    """The address that the captain sends around."""
    return f"{EVENT}/register?code={join_code(captain)}"


def write_project(someone: Person, title: str, **fields: str) -> None:
    """The team's form, from the panel, with the first challenge."""
    if not someone.page.url.endswith(f"{EVENT}/me"):
        someone.open(f"{EVENT}/me")
    someone.press(f"main a[href='{EVENT}/me/project']")
    someone.tick("challenges")
    texts = {
        "title": title,
        "summary": "Una alerta por barrio a partir de las lluvias de cada día.",
        "problem": "El aviso llega para toda la provincia.",
        "solution": "Un mensaje por punto crítico.",
        "data_story": "Cruzamos lluvias y puntos críticos; falta la estación de Sayapullo.",
        "repository_url": "https://example.org/quebrada",
    }
    someone.write(**{**texts, **fields})
    someone.choose("licence", "MIT")


def use_first_dataset(someone: Person, how: str) -> None:
    """Add the first dataset that the challenges offer, which saves what was written, and say how it is used."""
    someone.press("main button[name='add']")
    someone.write(**{"datasets-0-how": how})


def hand_in(someone: Person) -> str:
    """From the project over its preview to the receipt; returns what the receipt says."""
    someone.press("main button[name='then'][value='submit']")
    someone.send()
    return someone.text()


def join_by_invitation(someone: Person, link: str) -> None:
    """From the captain's link: an account, the rules, and one of the team."""
    open_account_on_the_way(someone, link)
    accept(someone)
