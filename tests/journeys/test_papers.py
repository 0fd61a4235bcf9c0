"""A sheet on paper, in the browser: printed, typed in, typed again by somebody else, corrected, counted."""

from typing import Any

import pytest

from tests.journeys.people import EVENT, Person
from tests.jury.cast import FULL, Contest
from tests.jury.papers import staff
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways

ROUND = f"{EVENT}/manage/rounds/1"
PHONE = {"viewport": {"width": 360, "height": 780}}


@pytest.mark.usefixtures("session")
def test_a_paper_sheet_is_printed_typed_and_checked(new_page: Any, live_server: Any) -> None:
    contest = Contest(jurors=1)
    for name in ("Sol", "Tim"):
        staff(contest, name)
    code = contest.seat(contest.jurors[0]).public_id
    sol, tim = Person(new_page(), "Sol"), Person(new_page(**PHONE), "Tim")
    for someone in (sol, tim):
        someone.come_back()

    blank_sheets_are_printed(sol)
    the_sheet_is_found_and_typed(sol, code, innovation=5)
    the_sheet_is_found_and_typed(tim, code.lower(), innovation=4)
    the_difference_is_seen(tim)
    whoever_misread_corrects_it(tim)
    it_counts(sol)


def blank_sheets_are_printed(sol: Person) -> None:
    sol.open(ROUND)
    sol.go("Fichas de papel")
    address = sol.page.get_by_text("Imprimir fichas en blanco, PDF").get_attribute("href")
    printed = sol.page.request.get(sol.page.url.partition("/events")[0] + str(address))

    assert printed.headers["content-type"] == "application/pdf"
    assert_accessible(sol.page)


def the_sheet_is_found_and_typed(who: Person, code: str, **changed: int) -> None:
    who.open(f"{EVENT}/manage/rounds/papers")
    who.write(code=code)
    who.send()
    assert who.page.locator("input[type=radio]:checked").count() == 0
    for criterion, mark in (FULL | changed).items():
        who.tick(f"score_{criterion}", str(mark))
    who.tick("is_signed")
    assert_accessible(who.page)
    assert_nothing_scrolls_sideways(who.page)
    who.go("Guardar lo que transcribí")


def the_difference_is_seen(tim: Person) -> None:
    assert "Las transcripciones difieren" in tim.text()
    assert tim.page.locator("[data-state=differs]").inner_text().split() == ["Innovación", "difiere", "4", "5"]
    assert_accessible(tim.page)
    assert_nothing_scrolls_sideways(tim.page)


def whoever_misread_corrects_it(tim: Person) -> None:
    tim.tick("score_innovation", "5")
    tim.tick("is_signed")
    tim.go("Corregir lo que transcribí")

    assert "Fichas firmadas en papel" in tim.text()
    assert_accessible(tim.page)


def it_counts(sol: Person) -> None:
    sol.open(ROUND)

    assert "1 de ellas está firmada en papel." in sol.text()
