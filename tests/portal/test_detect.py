import pytest

from hackathon.errors import AddressRefused
from hackathon.portal.detect import bases, detect
from hackathon.portal.kinds import Inquiry, Match
from hackathon.portal.kinds.ckan import Ckan
from hackathon.portal.kinds.registry import KINDS, named
from tests.machinery.network import way_out
from tests.portal import hostile, replay
from tests.portal.reading import detected, fetch_of
from tests.portal.replay import Reply, Server


def test_a_ckan_is_known_by_its_own_word():
    detection, server = detected(replay.recorded())

    assert detection.match == Match("ckan", server.url, version="2.11.3", title="CKAN")
    assert [(probe.status, probe.matched) for probe in detection.probes] == [(200, True)]
    assert detection.probes[0].values == {"version": "2.11.3"}


@pytest.mark.samples
def test_an_old_ckan_is_known_by_the_shape_of_its_search(brazil):
    detection, server = detected(brazil)

    assert detection.match == Match("ckan", server.url)
    assert [(probe.status, probe.matched) for probe in detection.probes] == [(404, False), (200, True)]
    assert detection.probes[1].values == {"count": 13_786}


@pytest.mark.parametrize(
    "path",
    [
        "/dataset/establecimientos-de-salud?tab=1#top",
        "/api/3/action/package_search?q=x",
        "/organization",
        "/es/dataset",
        "/",
        "/some/page",
    ],
)
def test_any_page_of_the_portal_leads_to_its_api(path):
    detection, server = detected(replay.recorded(), path)

    assert detection.match is not None
    assert detection.match.base == server.url


def test_a_portal_under_a_path_is_found_there():
    play = replay.recorded()

    def under_data(ask):
        if not ask.target.startswith("/data/"):
            return Reply(404, hostile.PAGE)
        ask.target = ask.target.removeprefix("/data")
        return play(ask)

    detection, server = detected(under_data, "/data/dataset/x")

    assert detection.match is not None
    assert detection.match.base == server.url + "/data"


@pytest.mark.parametrize("name", hostile.NOT_A_PORTAL)
def test_what_is_no_portal_is_not_taken_for_one_and_every_probe_says_why(name):
    detection, _ = detected(hostile.NOT_A_PORTAL[name])

    assert detection.match is None
    assert all(probe.seen.endswith(".") and not probe.matched for probe in detection.probes)
    assert len(detection.probes) <= 8


def test_a_dkan_in_the_clothes_of_a_ckan_is_not_taken_for_one():
    def dkan(ask):
        if ask.path == "/api/3/action/site_read":
            return Reply(body=b'{"help": "x", "success": true, "result": true}')
        if ask.path == "/api/3/action/package_search":
            return Reply(body=b'{"help": "x", "success": true, "result": [[]]}')
        return Reply(404, b'{"success": false, "error": {"__type": "Not Found Error"}}')

    assert detected(dkan)[0].match is None


def test_an_address_that_may_not_be_asked_is_asked_once():
    detection = detect("http://10.0.0.1/dataset", way_out().fetch)

    assert isinstance(detection.failure, AddressRefused)
    assert len(detection.probes) == 1
    assert detection.probes[0].status is None


def test_a_portal_that_nobody_answers_for_says_so():
    with Server(replay.recorded()) as server:
        pass

    detection = detect(server.url + "/x", fetch_of(server))

    assert str(detection.failure.reason) == "Nobody answers at this address."
    assert len(detection.probes) == 2


def test_addresses_are_made_plain():
    assert list(bases("https://datos.example.org/dataset/x?y#z")) == ["https://datos.example.org"]
    assert list(bases(" Datos.Example.org/datos//dataset/ ")) == [
        "https://datos.example.org/datos",
        "https://datos.example.org",
    ]
    assert list(bases("HTTP://portal.example:8080")) == ["http://portal.example:8080"]
    assert list(bases("http://[")) == ["http://["]


def test_the_kinds_have_names():
    assert [named(kind.name) for kind in KINDS] == list(KINDS)


def test_all_questions_together_have_their_time():
    moments = iter([0.0, 1.0, 25.0, 25.0])

    with Server(hostile.teapot) as server:
        inquiry = Inquiry(fetch_of(server), seconds=20, watch=lambda: next(moments))
        match = Ckan().probe(server.url, inquiry)

    assert (match, len(inquiry.probes), len(server.hits)) == (None, 1, 1)


@pytest.mark.parametrize("label", ["undefined", "punycode"])
def test_a_home_page_under_a_label_that_is_no_coding_of_texts_is_read_all_the_same(label):
    home = Reply(200, b"<p>datos</p>", {"Content-Type": f"text/html; charset={label}"})

    detection, _ = detected(lambda ask: home if ask.path == "/" else Reply(404))

    assert "Its page was read for signs of what it is." in [probe.seen for probe in detection.probes]
