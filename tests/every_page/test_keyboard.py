"""Each page by keyboard: everything is reached in its order, the focus is always seen, the skip link skips.

The main flows are walked by keyboard in every run (tests/journeys); these walks are for the long round.
"""

import pytest

from tests.every_page.keyboard import Walk, skip_to_the_content, walk
from tests.every_page.lines import Line
from tests.every_page.table import TABLE
from tests.every_page.visits import PHONE, Look

DESK = Look(1280, "light", "es")
every_line = pytest.mark.parametrize("line", TABLE, ids=str)


@pytest.mark.full
@every_line
def test_a_page_is_walked_by_keyboard(visits, line: Line):
    page = visits(line.phase, "es").open(line, DESK)

    assert walk(page) == Walk([], [], [])
    assert skip_to_the_content(page) == "main"


@pytest.mark.full
@every_line
def test_a_page_is_walked_by_keyboard_on_a_phone(visits, line: Line):
    page = visits(line.phase, "es").open(line, PHONE)

    assert walk(page) == Walk([], [], [])
