import pytest

from hackathon.errors import NotTheAnswer, PortalTooLarge, PortalUnavailable
from hackathon.net import MB
from hackathon.portal.kinds import Ending
from hackathon.portal.kinds.dcat_rdf import DcatRdf
from tests.portal import hostile
from tests.portal.played_dcat import CATALOGUE, dataset, leads_to, pages, turtle
from tests.portal.reading import records, trip_to, walked
from tests.portal.replay import Reply, Server


def read(play, path: str = "/catalog.ttl", **options):
    return walked(play, DcatRdf(), path, **options)


@pytest.mark.parametrize("old", [True, False])
def test_the_pages_are_followed_in_either_generation_of_hydra(old):
    play = pages(
        turtle(CATALOGUE, dataset(1), dataset(2), leads_to("catalog.ttl?page=2", old=old), "<#c> hydra:totalItems 3 ."),
        turtle(CATALOGUE, dataset(3), "<#c> hydra:totalItems 3 ."),
    )

    given = read(play)

    assert records(given) == ["http://d.example/1", "http://d.example/2", "http://d.example/3"]
    assert given[-1].ending == Ending(True)
    assert {page.declared for page in given} == {3}


def test_a_single_file_is_the_whole_catalogue():
    given = read(pages(turtle(CATALOGUE, dataset(1))))

    assert (records(given), given[-1].ending) == (["http://d.example/1"], Ending(True))


def test_an_empty_catalogue_is_complete():
    assert [page.ending for page in read(pages(turtle(CATALOGUE)))] == [Ending(True)]


@pytest.mark.parametrize("back_to", [1, 2, 3])
def test_a_next_page_that_was_visited_ends_the_walk_as_partial(back_to):
    play = pages(
        turtle(CATALOGUE, dataset(1), leads_to("catalog.ttl?page=2")),
        turtle(CATALOGUE, dataset(2), leads_to("catalog.ttl?page=3")),
        turtle(CATALOGUE, dataset(3), leads_to("catalog.ttl" if back_to == 1 else f"catalog.ttl?page={back_to}#x")),
    )

    with Server(play) as server:
        given = list(DcatRdf().walk(trip_to(server, "/catalog.ttl")))

    assert len(records(given)) == len(server.hits) == 3
    assert given[-1].ending == Ending(
        False, "The portal gives the same page again after %(got)s datasets.", {"got": 3, "declared": None}
    )


def test_a_page_that_repeats_under_a_new_address_ends_the_walk_as_partial():
    def play(ask):
        return turtle(CATALOGUE, dataset(1), leads_to(f"catalog.ttl?page={int(ask.query.get('page', 1)) + 1}"))

    given = read(play)

    assert (records(given), given[-1].ending.complete) == (["http://d.example/1"], False)


def test_pages_without_anything_on_them_do_not_go_on_for_ever():
    def play(ask):
        number = int(ask.query.get("page", 1))
        return turtle(CATALOGUE, dataset(1) if number == 1 else "", leads_to(f"catalog.ttl?page={number + 1}"))

    with Server(play) as server:
        given = list(DcatRdf().walk(trip_to(server, "/catalog.ttl")))

    assert (len(server.hits), given[-1].ending) == (2, Ending(True))


def test_pages_without_end_are_left(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.following.MOST_PAGES", 4)

    def play(ask):
        number = int(ask.query.get("page", 1))
        return turtle(CATALOGUE, dataset(number), leads_to(f"catalog.ttl?page={number + 1}"))

    ending = read(play)[-1].ending

    assert (ending.complete, ending.reason) == (False, "The portal does not end: %(got)s datasets were received.")


def test_a_next_page_on_another_host_is_not_asked_for():
    with Server(pages(turtle(CATALOGUE, dataset(9)))) as other:
        given = read(pages(turtle(CATALOGUE, dataset(1), leads_to(f"{other.url}/catalog.ttl"))))

    assert other.hits == []
    assert given[-1].ending == Ending(
        False,
        "The next page is on another host and is not read: %(got)s datasets were received.",
        {"got": 1, "declared": None},
    )


@pytest.mark.parametrize("target", ["http://[", "file:///etc/passwd", "javascript:x", "_:x", " "])
def test_a_next_page_that_is_no_web_address_is_none(target):
    assert read(pages(turtle(CATALOGUE, dataset(1), leads_to(target, old=True))))[-1].ending == Ending(True)


def test_fewer_datasets_than_declared_are_partial():
    ending = read(pages(turtle(CATALOGUE, dataset(1), "<#c> hydra:totalItems 7 .")))[-1].ending

    assert (ending.complete, ending.values) == (False, {"got": 1, "declared": 7})


def test_files_that_other_pages_describe_come_with_their_dataset():
    file = 'd:f a dcat:Distribution ; dct:title "F" ; dcat:downloadURL <http://d.example/f.csv> .'
    for first, second in ((dataset(1, "; dcat:distribution d:f"), file), (file, dataset(1, "; dcat:distribution d:f"))):
        given = read(pages(turtle(CATALOGUE, dataset(2), first, leads_to("catalog.ttl?page=2")), turtle(second)))

        assert given[-1].ending == Ending(True)
        assert records(given) == ["http://d.example/2", "http://d.example/1"]
        waited = DcatRdf().normalise(given[-2].records[0].raw, base="")
        assert [(resource.title, resource.format) for resource in waited.resources] == [("F", "CSV")]
        assert given[-1].cursor["count"] == 2


def test_a_walk_that_is_cut_off_while_datasets_wait_begins_anew():
    given = read(
        pages(
            turtle(CATALOGUE, dataset(1, "; dcat:distribution d:f"), leads_to("catalog.ttl?page=2")), turtle(CATALOGUE)
        )
    )

    assert next(page.cursor for page in given if page.size) is None
    assert records(given) == ["http://d.example/1"]


def test_no_more_datasets_wait_than_may(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.dcat_rdf.MOST_WAITING", 1)
    waiting = [dataset(number, f"; dcat:distribution d:f{number}") for number in (1, 2)]

    given = read(pages(turtle(CATALOGUE, *waiting)))

    assert records(given) == ["http://d.example/2", "http://d.example/1"]


def test_a_dataset_whose_file_is_described_nowhere_is_kept():
    given = read(pages(turtle(CATALOGUE, dataset(1, "; dcat:distribution d:f, d:g"))))

    assert given[-1].ending == Ending(True)
    kept = DcatRdf().normalise(given[0].records[0].raw, base="")
    assert [(resource.native_id, resource.url) for resource in kept.resources] == [
        ("http://d.example/f", ""),
        ("http://d.example/g", ""),
    ]


def test_what_waits_is_not_lost_when_the_portal_breaks():
    play = pages(turtle(CATALOGUE, dataset(1, "; dcat:distribution d:f"), leads_to("catalog.ttl?page=2")))
    got = []

    with Server(play) as server, pytest.raises(PortalUnavailable):
        for page in DcatRdf().walk(trip_to(server, "/catalog.ttl")):
            got.append(page)

    assert records(got) == ["http://d.example/1"]


def test_a_walk_that_was_cut_off_goes_on():
    play = pages(
        turtle(CATALOGUE, dataset(1), leads_to("catalog.ttl?page=2")),
        turtle(CATALOGUE, dataset(2), "<#c> hydra:totalItems 2 ."),
    )

    with Server(play) as server:
        walk = DcatRdf().walk(trip_to(server, "/catalog.ttl"))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(DcatRdf().walk(trip_to(server, "/catalog.ttl", resume=first.cursor)))

    assert (records(rest), rest[-1].ending, len(server.hits)) == (["http://d.example/2"], Ending(True), 2)


def test_datasets_without_an_address_are_told_apart():
    given = read(
        pages(
            turtle(
                CATALOGUE,
                '[ a dcat:Dataset ; dct:title "A" ; dct:identifier "7" ] . [ a dcat:Dataset ; dct:title "B" ] .',
            )
        )
    )

    assert len(set(records(given))) == 2
    assert "7" in records(given)
    assert records(given) == [
        DcatRdf().normalise(record.raw, base="").native_id for page in given for record in page.records
    ]
    assert records(read(pages(turtle(CATALOGUE, '[] a dcat:Dataset ; dct:title "B" .')))) == records(given)[1:]


def test_what_a_catalogue_lists_is_a_dataset_and_a_catalogue_in_it_is_none():
    given = read(
        pages(
            turtle(
                "d:c a dcat:Catalog ; dcat:dataset d:1, d:2, d:s . d:s a dcat:Catalog, dcat:Dataset .",
                'd:1 dct:title "D 1" .',
            )
        )
    )

    assert records(given) == ["http://d.example/1"]  # d:2 is described elsewhere, or nowhere


def test_a_page_over_the_cap_is_refused_before_it_is_read():
    with pytest.raises(PortalTooLarge):
        read(lambda ask: Reply(200, b"#" * (20 * MB + 1), {}))


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        read(hostile.NOT_A_PORTAL[name])
