import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import requests

from hackathon.errors import (
    AddressRefused,
    NotTheAnswer,
    PortalBusy,
    PortalTooLarge,
    PortalTooSlow,
    PortalUnavailable,
    TurnTaken,
)
from hackathon.net import Fetcher, Limits
from hackathon.patience import asked_wait
from tests.machinery.network import way_out
from tests.portal import hostile
from tests.portal.replay import Ask, Reply, Server

QUICK = Limits(connect=1, read=0.6, total=1.0, most_bytes=3_000_000, attempts=1)


def fetcher(*servers: Server, **options) -> Fetcher:
    waits: list[float] = []
    made = way_out(*servers, agent="Minka/1.0 (+ada@example.org)", sleep=waits.append, **options)
    made.waits = waits
    return made


def test_an_answer_carries_what_was_said():
    with (
        Server(lambda ask: Reply(404, b'{"a": "\xc3\xb1"}', {"X-Portal": "yes"})) as server,
        fetcher(server).fetch(server.url + "/x?y=1") as answer,
    ):
        assert (answer.status, answer.size, answer.headers["x-portal"], answer.json()) == (404, 11, "yes", {"a": "ñ"})
        assert server.hits == ["/x?y=1"]


def test_the_request_names_us_and_asks_for_plain_bytes():
    seen = {}
    with Server(lambda ask: seen.update(ask.headers) or Reply()) as server:
        fetcher(server).fetch(server.url, accept="text/csv").body.close()

    assert seen["user-agent"] == "Minka/1.0 (+ada@example.org)"
    assert (seen["accept-encoding"], seen["accept"]) == ("identity", "text/csv")


@pytest.mark.parametrize("name", hostile.NO_ANSWER)
def test_every_fault_ends_in_time_in_words_and_in_little_memory(name):
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with Server(hostile.NO_ANSWER[name]) as server, pytest.raises(PortalUnavailable) as refusal:
        fetcher(server).fetch(server.url, limits=QUICK)

    assert refusal.value.reason.endswith(".")
    assert time.monotonic() - begun < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB


@pytest.mark.parametrize(
    ("name", "kind"),
    [("never answers", PortalTooSlow), ("drips headers", PortalTooSlow), ("drips body", PortalTooSlow), ("drips without end of headers", PortalTooSlow),
     ("never ends", PortalTooLarge), ("never ends, chunked", PortalTooLarge), ("gzip bomb", PortalTooLarge), ("deflate bomb", PortalTooLarge),
     ("gzip bomb in gzip", PortalTooLarge), ("gzip bomb in one chunk", PortalTooLarge), ("429", PortalBusy), ("redirects to metadata", AddressRefused)],
)  # fmt: skip
def test_the_fault_is_named(name, kind):
    # Size must be what ends a flood, also on a machine that is busy with other things.
    limits = replace(QUICK, read=30, total=60) if kind is PortalTooLarge else QUICK

    with Server(hostile.NO_ANSWER[name]) as server, pytest.raises(kind):
        fetcher(server).fetch(server.url, limits=limits)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in hostile.NOT_DATA
        if not name.startswith(("bare", "null", "true", "empty ", "success", "result", "version", "count"))
    ],
)
def test_what_is_not_json_is_refused_by_content_whatever_its_label(name):
    with (
        Server(hostile.says(hostile.NOT_DATA[name])) as server,
        fetcher(server).fetch(server.url) as answer,
        pytest.raises(NotTheAnswer),
    ):
        answer.json()


def test_json_with_a_wrong_label_is_read():
    reply = Reply(200, b'\xef\xbb\xbf{"title": "a\xc3\xb1o"}', {"Content-Type": "text/html; charset=iso-8859-1"})
    with Server(lambda ask: reply) as server, fetcher(server).fetch(server.url) as answer:
        assert answer.json() == {"title": "año"}


def test_a_portal_that_recovers_is_read_at_the_next_attempt():
    replies = iter([Reply(503, b"", {"Retry-After": "3"}), Reply(502), Reply(body=b"1")])
    with Server(lambda ask: next(replies)) as server:
        patient = fetcher(server)
        with patient.fetch(server.url) as answer:
            assert (answer.json(), patient.waits) == (1, [3.0, 4.0])


def test_a_connection_that_breaks_is_tried_again():
    plays = iter([hostile.resets, hostile.hangs_up, lambda ask: Reply(body=b"1")])
    with Server(lambda ask: next(plays)(ask)) as server:
        patient = fetcher(server)
        with patient.fetch(server.url) as answer:
            assert (answer.json(), patient.waits) == (1, [1.0, 2.0])


def test_a_long_retry_after_is_told_and_not_waited_for():
    reply = Reply(429, b"", {"Retry-After": "Mon, 23 Nov 2026 08:10:00 GMT", "Date": "Mon, 23 Nov 2026 08:00:00 GMT"})
    with Server(lambda ask: Reply(429, b"", {"Retry-After": "86400"})) as server, pytest.raises(PortalBusy) as busy:
        fetcher(server).fetch(server.url)
    assert (busy.value.wait, len(server.hits)) == (86400.0, 1)

    with Server(dated(reply)) as server, pytest.raises(PortalBusy) as busy:
        fetcher(server).fetch(server.url)
    assert busy.value.wait == 600.0


def test_after_three_attempts_the_portal_is_called_busy():
    with Server(lambda ask: Reply(503, b"", {"Retry-After": "soon"})) as server, pytest.raises(PortalBusy, match="503"):
        fetcher(server).fetch(server.url)

    assert len(server.hits) == 3


def test_a_public_host_is_given_a_pause_and_a_named_one_is_not(monkeypatch):
    with Server(lambda ask: Reply(body=b"1")) as server:
        named = fetcher(server, pause=1.0)
        for _ in range(2):
            named.fetch(server.url).body.close()
        assert named.waits == []

    public = fetcher(pause=1.0)
    monkeypatch.setattr(
        requests.Session, "get", lambda *args, **options: (_ for _ in ()).throw(requests.ConnectionError())
    )
    for _ in range(2):
        with pytest.raises(PortalUnavailable):
            public.fetch("https://portal.example.org/", limits=QUICK)
    [wait] = public.waits
    assert 0.5 < wait <= 1.0


def dated(reply: Reply):
    """A reply whose own Date stands (the server would add the real one)."""

    def play(ask: Ask) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
        ask.wire.write(f"HTTP/1.1 {reply.status} X\r\n{lines}Content-Length: 0\r\n\r\n".encode())

    return play


def test_whose_turn_it_is_not_has_learned_nothing_of_the_portal():
    asked, goes_on = threading.Event(), threading.Event()

    def slow(ask):
        asked.set()
        goes_on.wait(10)
        return Reply(body=b"1")

    with Server(slow) as server, ThreadPoolExecutor(1) as other:
        ours = fetcher(server)
        first = other.submit(ours.fetch, server.url)
        assert asked.wait(10)
        with pytest.raises(TurnTaken):
            ours.fetch(server.url, limits=replace(QUICK, total=0.05))
        goes_on.set()
        first.result().body.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "Mon, 23 Nov 2026 08:10:00 GMT"}, None),
        ({"Retry-After": "Mon, 23 Nov 2026 08:10:00 GMT", "Date": "Mon, 23 Nov 2026 09:00:00 GMT"}, 0.0),
        ({"Retry-After": "Mon, 23 Nov 2026 08:10:00 -0000", "Date": "Mon, 23 Nov 2026 09:00:00 GMT"}, None),
        ({"Retry-After": "Mon, 23 Nov 20262026202620262026 08:10:00 GMT"}, None),
        ({"Retry-After": "Mon, 23 Nov 2026 08:10:00 GMT", "Date": "1 Nov 20262026202620262026 08:00:00 GMT"}, None),
        ({"Retry-After": "\u00b2"}, None),
    ],
)
def test_the_wait_that_is_asked_for_is_understood_or_not_said(headers, seconds):
    assert asked_wait(headers) == seconds


def test_no_attempt_at_all_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="1 or more"):
        fetcher().fetch("https://portal.example/", limits=Limits(attempts=0))


def test_a_public_portal_leads_to_no_internal_host():
    with Server(lambda ask: Reply(body=b"{}")) as server:
        inside = fetcher(server)
        with pytest.raises(AddressRefused):
            inside.fetch(server.url, home="https://datos.example.pe")
        with pytest.raises(AddressRefused):
            inside.fetch(server.url, home="file-of:catalogo")
        with inside.fetch(server.url, home=server.url) as answer:
            assert answer.status == 200
