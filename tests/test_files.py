"""What nobody names any more does not fill the disk."""

import io
import os

import pytest

from hackathon import files, jobs
from tests import factories, project_builders

pytestmark = pytest.mark.usefixtures("session")


def aged(path, instant):
    os.utime(path, (instant.timestamp(), instant.timestamp()))
    return path


@pytest.fixture
def kept(clock):
    """A file that a copy names and one that nothing names; and what was arriving when its worker was killed."""
    clock.set(factories.HACKING)
    dataset = project_builders.dataset(project_builders.portal(), "Lluvias", is_open=True)
    named = files.path_of(project_builders.pinned_file(dataset, content=b"%PDF-1.7").sha256)
    orphan = files.path_of(files.keep(io.BytesIO(b"nobody's")).sha256)
    arriving = orphan.parent.parent / "arriving-1"
    arriving.touch()
    return [aged(path, factories.HACKING) for path in (named, orphan, arriving)]


def test_what_no_room_has_in_use_is_removed_after_a_day(kept, clock):
    found = []
    for hours in (23, 2):
        clock.move(hours=hours)
        jobs.sweep()
        found.append([path.exists() for path in kept])
        aged(kept[0].parent.parent / "orphans-removed", factories.HACKING)

    assert found == [[True, True, True], [True, False, False]]


def test_it_lies_aside_for_a_month_and_comes_back_where_a_room_has_it_in_use_again(kept, clock, monkeypatch):
    named, orphan, _ = kept
    rooms, asked = files.IN_USE, []
    monkeypatch.setattr(files, "IN_USE", asked)  # as with another database, in which no row names anything
    clock.move(days=2)
    jobs.sweep()
    gone = [named.exists(), orphan.exists()]
    asked.extend(rooms)

    clock.move(days=2)
    jobs.sweep()
    back = [named.exists(), orphan.exists()]
    aside = named.parent.parent / "unused"
    lying = [path.name for path in aside.iterdir()]
    clock.move(days=30)
    jobs.sweep()

    assert (gone, back, lying) == ([False, False], [True, False], [orphan.parent.name + orphan.name])
    assert (list(aside.iterdir()), named.exists()) == ([], True)


def test_it_is_looked_for_once_a_day(kept, clock):
    clock.move(hours=23)
    jobs.sweep()

    clock.move(hours=2)
    jobs.sweep()
    within = kept[1].exists()
    clock.move(hours=23)
    jobs.sweep()

    assert (within, kept[1].exists()) == (True, False)
