import pytest

from hackathon.net import MB
from hackathon.portal.kinds import Inquiry, Match
from hackathon.portal.kinds.dcat_rdf import DcatRdf
from tests.portal import hostile
from tests.portal.played_dcat import ABSENT, CATALOGUE, dataset, turtle
from tests.portal.reading import detected, fetch_of
from tests.portal.replay import Reply, Server


@pytest.mark.parametrize("path", ["/catalog.ttl", "/x/export.rdf?lang=es", "/any.xml"])
def test_a_typed_file_is_asked_first_and_is_the_base(path):
    detection, server = detected(lambda ask: turtle(CATALOGUE, dataset(1)) if ask.target == path else ABSENT, path)

    assert detection.match == Match("dcat_rdf", server.url + path, title="Catálogo")
    assert detection.probes[-1].values == {"count": 1}
    assert not any("/api/" in hit for hit in server.hits)


@pytest.mark.parametrize("place", ["catalog.jsonld", "catalog.ttl", "catalog.rdf", "catalog.xml"])
def test_a_catalogue_that_the_home_page_speaks_of_is_asked_for_first(place):
    page = Reply(200, f"<!DOCTYPE html><p>See our {place} file.".encode(), {"Content-Type": "text/html"})

    detection, server = detected(lambda ask: {"/": page, f"/{place}": turtle(CATALOGUE)}.get(ask.path, ABSENT))

    assert detection.match == Match("dcat_rdf", f"{server.url}/{place}", title="Catálogo")
    assert server.hits[-2:] == ["/", f"/{place}"]


def test_a_catalogue_that_nothing_points_to_is_found_where_most_stand():
    with Server(lambda ask: turtle(CATALOGUE) if ask.path == "/catalog.xml" else ABSENT) as server:
        match = DcatRdf().probe(server.url, Inquiry(fetch_of(server)))

    assert match == Match("dcat_rdf", f"{server.url}/catalog.xml", title="Catálogo")
    assert len(server.hits) == 4


def test_the_home_page_says_where_its_catalogue_is():
    page = b"""<!DOCTYPE html><html><head><link rel="stylesheet" href="/x.css"><link rel=alternate type="application/rss+xml" href="/rss">
        <link href="http://other.example/c.ttl" rel="alternate" type="text/turtle">
        <link href='/dcat/all?a=1&amp;form=ttl' rel='nofollow alternate' type='text/turtle'></head></html>"""

    def play(ask):
        if ask.target == "/dcat/all?a=1&form=ttl":
            return turtle(CATALOGUE, dataset(1))
        return Reply(200, page, {"Content-Type": "text/html"}) if ask.path == "/" else ABSENT

    detection, server = detected(play)

    assert detection.match == Match("dcat_rdf", f"{server.url}/dcat/all?a=1&form=ttl", title="Catálogo")
    assert server.hits[-2:] == ["/", "/dcat/all?a=1&form=ttl"]


def test_a_catalogue_too_long_for_a_first_look_is_known_by_its_words():
    long = turtle(CATALOGUE, "#" * (2 * MB))
    detection, _ = detected(lambda ask: long if ask.path == "/catalog.ttl" else ABSENT, "/catalog.ttl")

    assert detection.match is not None
    assert detection.probes[-1].seen == "It is a long catalogue in RDF (DCAT)."
    other = Reply(200, b"<http://a/> <http://b/> 1 .\n" + b"#" * 2 * MB, {})
    assert detected(lambda ask: other if ask.path == "/catalog.ttl" else ABSENT, "/catalog.ttl")[0].match is None


@pytest.mark.parametrize("name", hostile.NOT_A_PORTAL)
def test_what_is_no_catalogue_is_not_taken_for_one(name):
    detection, _ = detected(hostile.NOT_A_PORTAL[name], "/catalog.rdf")

    assert detection.match is None
    assert len(detection.probes) <= 8


def test_a_typed_file_is_not_asked_again_among_the_usual_places():
    with Server(lambda ask: ABSENT) as server:
        inquiry = Inquiry(fetch_of(server))
        matches = [DcatRdf().probe(server.url + path, inquiry) for path in ("/catalog.ttl", "")]

    assert matches == [None, None]
    assert sorted(server.hits) == ["/catalog.jsonld", "/catalog.rdf", "/catalog.ttl", "/catalog.xml"]


def test_a_file_that_another_kind_was_asked_for_is_asked_for_all_the_same():
    with Server(lambda ask: turtle(CATALOGUE)) as server:
        inquiry = Inquiry(fetch_of(server))
        inquiry.ask(server.url + "/catalog.json", lambda value: None)
        match = DcatRdf().probe(server.url + "/catalog.json", inquiry)

    assert match is not None


def test_a_link_in_a_home_page_that_never_ends_is_not_read_as_one_with_the_next():
    home = b'<!DOCTYPE html><link rel="alternate" type="text/turtle" <link href="/never.ttl"><link <link rel="alternate" type="text/turtle" href="/dcat.ttl">'

    def play(ask):
        page = Reply(200, home, {"Content-Type": "text/html"})
        return {"/": page, "/dcat.ttl": turtle(CATALOGUE)}.get(ask.path, ABSENT)

    detection, server = detected(play)

    assert detection.match == Match("dcat_rdf", f"{server.url}/dcat.ttl", title="Catálogo")
    assert "/never.ttl" not in server.hits
