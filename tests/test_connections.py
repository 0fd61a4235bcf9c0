import socket
from types import SimpleNamespace

import pytest

from hackathon import connections
from hackathon.connections import Watch, refuse_unless_plain
from hackathon.errors import (
    AddressRefused,
    Misconfigured,
    PortalTooSlow,
    PortalUnavailable,
)
from hackathon.net import Fetcher, Limits, from_settings
from tests.machinery.network import way_out
from tests.portal import hostile
from tests.portal.replay import Reply, Server

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
    made = way_out(*servers, agent="Minka/1.0 (+ada@example.org)", sleep=waits.append, **options)
    made.waits = waits
    return made


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


@pytest.mark.usefixtures("session")  # the instant of a host's rest is the application's
def test_the_setting_names_the_internal_hosts(tmp_path):
    settings = {
        "DATA_DIR": str(tmp_path),
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


def test_a_port_that_speaks_no_https_is_refused_in_words():
    with (
        Server(lambda ask: Reply()) as server,
        pytest.raises(PortalUnavailable, match="No secure connection"),
    ):
        fetcher(server).fetch(server.url.replace("http:", "https:"), limits=QUICK)


def test_a_handshake_that_never_ends_is_left():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = SimpleNamespace(host=silent.getsockname())
        with pytest.raises(PortalTooSlow):
            way_out(there).fetch(f"https://127.0.0.1:{there.host[1]}/", limits=QUICK)


def test_a_connection_made_after_the_time_is_closed_at_once():
    ours, theirs = socket.socketpair()
    with ours, theirs, Watch(60) as watch:
        watch.rang = True
        watch.over(ours)

        assert theirs.recv(1) == b""


def test_a_broken_ipv6_address_is_no_address():
    with pytest.raises(AddressRefused, match="number in disguise"):
        refuse_unless_plain("http://[::1::]/", name="::1::", port=80)
