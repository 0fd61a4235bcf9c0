"""Each page of the table in a real browser: accessible, never wider than the window, in one language, with one h1.

In the ordinary run every line in one look, dealt in turn, so that every look has its share; with --full all eight looks
of every line with every rule, colours that the visitor forces, and text twice as big.
"""

from itertools import cycle

import pytest

from tests.every_page.lines import Line
from tests.every_page.table import TABLE
from tests.every_page.visits import LOOKS, PHONE, Look
from tests.every_page.words import foreign_words
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways, width

ORDINARY = list(zip(cycle(LOOKS), sorted(TABLE, key=lambda line: line.address), strict=False))
EVERY = [(look, line) for look in LOOKS for line in TABLE]
every_line = pytest.mark.parametrize("line", TABLE, ids=str)


@pytest.mark.parametrize(("look", "line"), ORDINARY, ids=str)
def test_a_page_is_accessible_fits_and_speaks_one_language(visits, line: Line, look: Look):
    # The contrast of every colour with every other is tested with the colours; here on the telephone's half.
    look_at(visits(line.phase, look.language).open(line, look), look, with_contrast=look.width == PHONE.width)


@pytest.mark.full
@pytest.mark.parametrize(("look", "line"), EVERY, ids=str)
def test_a_page_is_the_same_in_every_look(visits, line: Line, look: Look):
    look_at(visits(line.phase, look.language).open(line, look), look)


@pytest.mark.full
@every_line
def test_a_page_keeps_its_words_with_forced_colours_and_with_text_twice_as_big(visits, line: Line):
    page = visits(line.phase, "es").open(line, Look(1280, "light", "es"))
    page.emulate_media(forced_colors="active")

    try:
        assert_accessible(page, with_contrast=False)
    finally:
        page.emulate_media(forced_colors="none")  # others look at this browser's next page
    page.evaluate("document.documentElement.style.fontSize = '200%'")  # through the CSSOM: the policy stays strict
    assert_nothing_scrolls_sideways(page)


def look_at(page, look: Look, *, with_contrast: bool = True):
    # As tall as the page: what sticks to an edge covers nothing then that could not be scrolled free.
    # Whether it hides the focus is asked in test_keyboard.
    page.set_viewport_size({"width": look.width, "height": max(800, page.evaluate("document.body.scrollHeight"))})
    assert_accessible(page, with_contrast=with_contrast)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == look.language
    assert foreign_words(page, look.language) == []
    with width(page, 320):
        assert_nothing_scrolls_sideways(page)
