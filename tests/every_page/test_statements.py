"""What each page of the table asks the database: few statements, and no more when there is more of everything."""

import pytest

from tests.every_page.growth import grow
from tests.every_page.lines import CHAIR, NOBODY, ORGANISER, Line
from tests.every_page.table import FILES, TABLE
from tests.machinery.statements import statements_counted

PUBLIC, OF_PEOPLE, OF_ORGANISERS = 8, 15, 21
"""What a page may ask. An organiser's gathers from every room what is lacking, and writes down a look at people's data."""
MOST = {NOBODY: PUBLIC, ORGANISER: OF_ORGANISERS, CHAIR: OF_ORGANISERS}
OF_REPORTS = {"/datasets/demand": 12, "/manage/results": 33, "/jury/deliberation": 36, "/events/{event}/results": 9}
"""The first gathers from every room what concerns the data's owners, and is kept between two changes. The next two compute
the order of merit anew from all that it stands on, for the few who may see it. The results quote the minutes."""


def test_there_is_more_to_be_seen_when_there_is_more(world_of):
    worlds = world_of("scoring"), world_of("scoring", "es", grow)

    few, many = (world.visitor(NOBODY).get("/events/libertad-2026/projects").text for world in worlds)

    one = 'href="/events/libertad-2026/projects/'
    assert many.count(one) > 4 * few.count(one)  # the first page of them


@pytest.mark.parametrize("line", [line for line in [*TABLE, *FILES] if line.act is None], ids=str)
def test_a_page_asks_little_and_no_more_when_there_is_more(world_of, line: Line):
    few = asked(world_of(line.phase), line)
    many = asked(world_of(line.phase, "es", grow), line)

    assert len(many) <= len(few), "\n".join(many)
    of_a_report = next((most for part, most in OF_REPORTS.items() if part in line.address), 0)
    most = max(of_a_report, MOST.get(line.actor, OF_PEOPLE))
    assert len(few) <= most, "\n".join(few)


def asked(world, line: Line) -> list[str]:
    """The statements of one look; whoever looks has been there before."""
    visitor, address = world.visitor(line.actor), world.address(line)
    visitor.get(address).close()
    with statements_counted() as said, visitor.get(address) as answer:
        assert answer.data is not None  # read to its end: what is sent piece by piece may ask while it is sent
    assert answer.status_code == line.status
    return said
