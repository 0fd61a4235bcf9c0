import resource
import socket
import time

import pytest
import requests

from hackathon import connections
from hackathon.errors import (
    AddressRefused,
    Misconfigured,
    NotTheAnswer,
    PortalBusy,
    PortalTooLarge,
    PortalTooSlow,
    PortalUnavailable,
)
from hackathon.net import Fetcher, Limits, from_settings
from tests.portal import hostile
from tests.portal.replay import Ask, Reply, Server

QUICK = Limits(connect=1, read=0.6, total=1.0, most_bytes=3_000_000, attempts=1)
REDIRECTS = [301, 302, 303, 307, 308]

# Where nobody may be sent: each way to write an address of a machine's own network.
PRIVATE = [
    "127.0.0.1", "localhost", "LOCALHOST", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1",
    "127.0.0.1.", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "0", "0.0.0.0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fd00::1]",
    "[fec0::1]", "[ff02::1]", "[5f00::1]", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
]  # fmt: skip


def fetcher(*servers: Server, **options) -> Fetcher:
    waits: list[float] = []
    made = Fetcher(
        agent="Minka/1.0 (+ada@example.org)", allowed=frozenset(s.host for s in servers), sleep=waits.append, **options
    )
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


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_refused_however_it_is_written(host):
    with pytest.raises(AddressRefused):
        fetcher().fetch(f"http://{host}/api", limits=QUICK)


@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirect_to_a_private_address_is_refused(host, status):
    with (
        Server(hostile.redirects(f"http://{host}/", status)) as server,
        pytest.raises((AddressRefused, PortalUnavailable)),
    ):
        fetcher(server).fetch(server.url, limits=QUICK)


@pytest.mark.parametrize("status", REDIRECTS)
@pytest.mark.parametrize(
    "spelling",
    [
        "http://127.0.0.1:{}/",
        "http://localhost:{}/",
        "//127.0.0.1:{}/",
        "http://[::ffff:127.0.0.1]:{}/",
        "http://2130706433:{}/",
    ],
)
def test_no_redirect_reaches_the_canary(status, spelling):
    with Server(lambda ask: Reply(body=b'"secret"')) as canary:
        with Server(hostile.redirects(spelling.format(canary.port), status)) as server, pytest.raises(AddressRefused):
            fetcher(server).fetch(server.url, limits=QUICK)
        assert canary.hits == []


def test_a_chain_of_redirects_is_checked_at_every_link():
    with Server(lambda ask: Reply(body=b'"secret"')) as canary:
        targets = {"/": "/one", "/one": "/two", "/two": f"http://127.0.0.1:{canary.port}/"}
        with (
            Server(lambda ask: Reply(302, b"", {"Location": targets[ask.path]})) as server,
            pytest.raises(AddressRefused),
        ):
            fetcher(server).fetch(server.url, limits=QUICK)
        assert (server.hits, canary.hits) == (["/", "/one", "/two"], [])


def test_five_redirects_are_followed_and_not_six():
    def chain(length):
        return lambda ask: (
            Reply(302, b"", {"Location": f"/{int(ask.path[1:] or 0) + 1}"})
            if ask.path != f"/{length}"
            else Reply(body=b"1")
        )

    with Server(chain(5)) as server, fetcher(server).fetch(server.url + "/0") as answer:
        assert answer.final_url == server.url + "/5"
    with Server(chain(6)) as server, pytest.raises(PortalUnavailable, match="again and again"):
        fetcher(server).fetch(server.url + "/0")


def test_nothing_of_one_host_goes_to_another():
    seen = []
    with Server(lambda ask: seen.append(ask.headers) or Reply(body=b"1")) as other:
        leaving = Reply(302, b"", {"Location": other.url, "Set-Cookie": "a=b"})
        with Server(lambda ask: leaving) as server:
            fetcher(server, other).fetch(server.url).body.close()

    assert not {"cookie", "authorization", "referer"} & set(seen[0])


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "data:text/plain,x",
        "javascript:alert(1)",
        "example.org",
        "//example.org/",
        "",
        "http://",
        "http:///x",
        "http://[",
        "http://example.org:99999/",
        "http://user:secret@example.org/",
        "http://.",
        "http://exa mple.org/",
    ],
)
def test_only_addresses_of_the_web_are_read(url):
    with pytest.raises(PortalUnavailable):
        fetcher().fetch(url, limits=QUICK)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8080, 8443])
def test_another_port_is_refused_unless_the_host_is_named(port):
    with pytest.raises(AddressRefused, match=str(port)):
        fetcher().fetch(f"https://example.org:{port}/")


def test_a_name_that_changes_its_address_is_connected_where_it_was_checked(monkeypatch):
    answers, connected = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"]), []

    def resolve(host, port, *args, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port or 80))]

    def connect(address, *args, **options):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(connections.HTTPConnection._new_conn.__globals__["connection"], "create_connection", connect)

    with pytest.raises(PortalUnavailable):
        fetcher().fetch("http://rebinding.example.org/", limits=QUICK)

    assert connected == [("93.184.216.34", 80)]


def test_a_name_of_a_private_address_is_refused(monkeypatch):
    for address in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "100.100.100.200"):
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, found=found, **options: found)
        with pytest.raises(AddressRefused):
            fetcher().fetch("http://portal.example.org/")


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
    with Server(hostile.NO_ANSWER[name]) as server, pytest.raises(kind):
        fetcher(server).fetch(server.url, limits=QUICK)


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


def test_the_setting_names_the_internal_hosts():
    settings = {
        "ALLOWED_INTERNAL_HOSTS": "",
        "PUBLIC_URL": "https://minka.example",
        "CONTACT_EMAIL": "",
        "SITE_NAME": "Minka",
        "PORTAL_PAUSE": 0,
    }
    with Server(lambda ask: Reply(body=b"1")) as server:
        with from_settings(settings | {"ALLOWED_INTERNAL_HOSTS": f" 127.0.0.1:{server.port}, "}).fetch(
            server.url
        ) as answer:
            assert answer.json() == 1
        with pytest.raises(AddressRefused):
            from_settings(settings).fetch(server.url)
    for wrong in ("localhost", "host:port", ":80", "host:0", "host:70000"):
        with pytest.raises(Misconfigured, match="ALLOWED_INTERNAL_HOSTS"):
            from_settings(settings | {"ALLOWED_INTERNAL_HOSTS": wrong})


def dated(reply: Reply):
    """A reply whose own Date stands (the server would add the real one)."""

    def play(ask: Ask) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
        ask.wire.write(f"HTTP/1.1 {reply.status} X\r\n{lines}Content-Length: 0\r\n\r\n".encode())

    return play
