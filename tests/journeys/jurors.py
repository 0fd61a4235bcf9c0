"""The errands of jurors: the invitation, the sheets, the signature."""

from tests.journeys.people import EVENT, Person

CRITERIA = 6


def accept_to_judge(juror: Person, link: str) -> None:
    """From the link in the mail to the jury's list: confidentiality and conflicts on one page."""
    juror.open(link)
    juror.tick("confidentiality")
    juror.send()


def judge(juror: Person, marks: dict[str, str]) -> None:
    """From the list to the signature: a digit for each criterion, Enter for the next project."""
    juror.open(f"{EVENT}/jury")
    juror.press("main .seats a")
    for _project in marks:
        title = juror.page.locator("main h1").inner_text()
        juror.page.keyboard.type(marks[title])
        juror.activations += CRITERIA + 1
        with juror.page.expect_navigation():
            juror.page.keyboard.press("Enter")
    juror.send()


def budget(projects: int) -> int:
    """3 to come in, one project after the other with its criteria and the way to the next, 2 to sign."""
    return 3 + projects * (1 + CRITERIA + 1) + 2
