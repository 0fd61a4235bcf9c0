import json
from urllib.parse import unquote

import pytest

from hackathon.errors import NotTheAnswer, PortalUnavailable
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.dkan7 import Dkan7, unwrapped
from tests.portal import hostile
from tests.portal.kinds.dkan7_portal import around, envelope, package, packages, portal
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Reply, Server

LIST = "current_package_list_with_resources"


def read(play):
    return walked(play, Dkan7())


def asked(server, action):
    return [unquote(hit.partition("?")[2]) for hit in server.hits if f"/{action}" in hit]


def test_it_is_known_by_site_read_and_its_names_where_no_ckan_answers():
    detection, server = detected(portal(packages(3)))

    assert detection.match == Match("dkan7", server.url)
    assert [probe.seen for probe in detection.probes if probe.matched] == [
        "It answers site_read, as DKAN 7 does.",
        "It lists the names of %(count)s datasets.",
    ]
    assert detection.probes[-1].values == {"count": 3}


def test_its_page_that_names_it_has_it_asked_first():
    play = portal(packages(1))
    home = Reply(200, b'<meta name="Generator" content="Drupal 7 (http://drupal.org)">', {"Content-Type": "text/html"})

    _, server = detected(lambda ask: home if ask.path == "/" else play(ask))

    assert [hit.rpartition("/")[2] for hit in server.hits[3:]] == ["site_read", "package_list"]


@pytest.mark.parametrize(
    "result",
    [b"false", b'"true"', b"[true]", b"null", b"1"],
)
def test_another_site_read_is_not_its(result):
    assert detected(hostile.says(b'{"help": "x", "success": true, "result": ' + result + b"}"))[0].match is None


@pytest.mark.parametrize("result", [{"a": 1}, [{"id": "x"}], [["a"], ["b"]], None, "a,b"])
def test_site_read_without_a_list_of_names_is_not_enough(result):
    play = portal(packages(1), answers={"package_list": lambda ask: envelope(result)})

    assert detected(play)[0].match is None


def test_the_whole_catalogue_is_read_page_by_page_and_package_search_never_asked():
    with Server(portal(packages(230))) as server:
        pages = list(Dkan7().walk(trip_to(server)))

    assert len(set(records(pages))) == len(records(pages)) == 230
    assert pages[-1].ending == Ending(True)
    assert {page.declared for page in pages} == {230}
    assert asked(server, LIST) == [f"limit=100&offset={start}" for start in (0, 100, 200, 230)]
    assert asked(server, "package_show") == []
    assert not any("package_search" in hit for hit in server.hits)


def test_a_server_that_gives_fewer_is_followed_at_its_own_pace():
    pages = read(portal(packages(45), cap=20))

    assert (len(records(pages)), pages[-1].ending) == (45, Ending(True))


@pytest.mark.parametrize("past_the_end", [[], [[]], None])
def test_whatever_stands_past_the_end_is_the_end(past_the_end):
    pages = read(portal(packages(3), past_the_end=past_the_end))

    assert (len(records(pages)), pages[-1].ending) == (3, Ending(True))


def test_a_package_that_moved_over_the_edge_of_a_page_is_asked_for_by_its_name():
    """It is edited between the first page and the second: it becomes the first, and all others one later."""
    before, edited = packages(120), package(110)
    after = [edited, *(one for one in before if one["id"] != edited["id"])]

    def listing(ask):
        now = before if ask.query["offset"] == "0" else after
        start = int(ask.query["offset"])
        return envelope([now[start : start + 100]])

    with Server(portal(before, answers={LIST: listing})) as server:
        pages = list(Dkan7().walk(trip_to(server)))

    assert len(set(records(pages))) == len(records(pages)) == 120
    assert pages[-1].ending == Ending(True)
    assert asked(server, "package_show") == ["id=evaluación-110-y"]


def test_what_the_list_drops_is_asked_for_by_its_name_with_its_accents():
    with Server(portal(packages(2), unlisted=[package(7, name="Niños-Y-Niñas")])) as server:
        pages = list(Dkan7().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (3, Ending(True))
    assert [hit.partition("?")[2] for hit in server.hits if "package_show" in hit] == ["id=Ni%C3%B1os-Y-Ni%C3%B1as"]


@pytest.mark.parametrize("broken", [hostile.page, hostile.broken_server, hostile.says(b"null")])
def test_without_a_list_every_package_is_asked_for_by_name(broken):
    pages = read(portal(packages(4), answers={LIST: broken}))

    assert (len(records(pages)), pages[-1].ending) == (4, Ending(True))


@pytest.mark.parametrize("broken", [hostile.page, hostile.says(b'{"success": true, "result": null}')])
def test_without_names_the_list_alone_is_read(broken):
    pages = read(portal(packages(130), answers={"package_list": broken}))

    assert (len(records(pages)), pages[-1].ending) == (130, Ending(True))
    assert {page.declared for page in pages} == {None}


def test_names_that_are_gone_meanwhile_are_counted_no_more():
    names = [one["name"] for one in packages(5)]

    pages = read(portal(packages(3), answers={"package_list": lambda ask: envelope(names)}))

    assert pages[-1].ending == Ending(True)


def test_a_wall_that_answers_404_does_not_make_the_catalogue_smaller():
    play = portal(
        packages(3), unlisted=[package(8), package(9)], answers={"package_show": hostile.says(hostile.PAGE, 404)}
    )

    pages = read(play)

    assert pages[-1].ending == Ending(
        False, "The portal declares %(declared)s datasets and gave %(got)s.", {"got": 3, "declared": 5}
    )


def test_packages_that_cannot_be_shown_one_after_another_end_the_walk():
    play = portal([], unlisted=packages(9), answers={"package_show": hostile.page})

    with Server(play) as server, pytest.raises(NotTheAnswer):
        list(Dkan7().walk(trip_to(server)))
    assert len(asked(server, "package_show")) == 5


def test_a_portal_that_repeats_its_page_and_tells_no_names_is_partial():
    play = portal([], answers={"package_list": hostile.page, LIST: lambda ask: envelope([packages(5)])})

    pages = read(play)

    assert records(pages) == [one["id"] for one in packages(5)]
    assert pages[-1].ending.reason == "The portal gives the same page again after %(got)s datasets."


def test_a_list_that_knows_no_offset_is_whole_when_all_names_are_in_it():
    pages = read(portal(packages(5), answers={LIST: lambda ask: envelope([packages(5)])}))

    assert (len(records(pages)), pages[-1].ending) == (5, Ending(True))


def test_a_portal_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.reading.MOST_RECORDS", 50)

    def endless(ask):
        return envelope([[package(int(ask.query["offset"]) + number) for number in range(20)]])

    pages = read(portal([], answers={"package_list": hostile.page, LIST: endless}))

    assert pages[-1].ending.reason == "The portal does not end: %(got)s datasets were received."


def test_a_page_over_the_cap_is_asked_for_in_smaller_ones():
    heavy = [package(number, notes="x" * 1_000_000) for number in range(30)]

    with Server(portal(heavy)) as server:
        pages = list(Dkan7().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (30, Ending(True))
    assert asked(server, LIST)[:2] == ["limit=100&offset=0", "limit=25&offset=0"]


def test_records_without_an_id_or_shape_are_handed_on_to_be_reported():
    odd = [{"title": "no id"}, "text", None, package(1)]

    pages = read(portal([], answers={"package_list": hostile.page, LIST: lambda ask: envelope([odd])}))

    assert records(pages) == ["", "", "", package(1)["id"]]


@pytest.mark.parametrize("name", sorted({*hostile.NOT_A_PORTAL} - {"result is a list"}))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(PortalUnavailable):
        read(hostile.NOT_A_PORTAL[name])


@pytest.mark.parametrize("action", ["package_list", LIST, "package_show"])
@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_one_action_that_answers_wrongly_never_breaks_the_walk(name, action):
    play = portal(packages(2), unlisted=[package(9)], answers={action: hostile.NOT_A_PORTAL[name]})

    pages = read(play)

    assert len(records(pages)) >= 2
    assert pages[-1].ending is not None


def test_lists_in_lists_are_unwrapped_while_they_hold_one_list_alone():
    assert unwrapped([[{"id": 1}]]) == [{"id": 1}]
    assert unwrapped([[[]]]) == []
    assert unwrapped([{"id": 1}]) == [{"id": 1}]
    assert unwrapped([["a"], ["b"]]) == [["a"], ["b"]]
    assert unwrapped({"id": 1}) == {"id": 1}
    assert unwrapped(None) is None


@pytest.mark.samples
@pytest.mark.parametrize(
    ("file", "key", "resources"),
    [
        ("dkan7/peru-package_show-oefa.json", "1cb938b1-f9ec-4a36-88e7-4a7333e7f134", 3),
        ("made/dkan-nested-group_package_show.json", "1cb938b1-f9ec-4a36-88e7-4a7333e7f134", 3),
        ("dkan7/dkan-french-w-license.json", "04be6288-696d-4331-850d-a144871a7e3a", 2),
    ],
)
def test_a_catalogue_around_a_recorded_package_is_read(samples, file, key, resources):
    recorded = unwrapped(json.loads((samples / "portal-samples" / file).read_text())["result"])[0]

    pages = read(portal(around(recorded, 120)))

    assert (len(records(pages)), pages[-1].ending) == (120, Ending(True))
    datasets = [Dkan7().normalise(one.raw, base="https://portal.example") for page in pages for one in page.records]
    assert datasets[0].native_id == key
    assert {len(dataset.resources) for dataset in datasets} == {resources}
