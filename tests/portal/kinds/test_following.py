import pytest

from hackathon.portal.kinds.following import Trail, is_same_host, whole
from hackathon.portal.kinds.reading import Roll
from tests.portal.reading import trip_to
from tests.portal.replay import Reply, Server


@pytest.mark.parametrize(
    ("target", "here", "expected"),
    [
        ("?page=2", "https://p.example/c.ttl", "https://p.example/c.ttl?page=2"),
        (" /x#y ", "https://p.example/c", "https://p.example/x"),
        ("http://p.example/x", "https://p.example/c", "https://p.example/x"),
        ("http://P.example/x", "https://p.example/c", "https://P.example/x"),
        ("http://p.example:80/x", "https://p.example/c", "http://p.example:80/x"),
        ("http://other.example/x", "https://p.example/c", "http://other.example/x"),
        ("https://p.example/x", "http://p.example/c", "https://p.example/x"),
        ("http://[", "https://p.example/c", ""),
        ("file:///etc/passwd", "https://p.example/c", ""),
        ("javascript:x", "https://p.example/c", ""),
        ("", "https://p.example/c", ""),
    ],
)
def test_an_address_is_made_whole_and_as_safe_as_the_page(target, here, expected):
    assert whole(target, here=here) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("https://P.example:443/x", True),
        ("http://p.example/", False),
        ("https://p.example:8443/", False),
        ("https://a.p.example/", False),
        ("https://p.example@evil.example/", False),
        ("https://p.example:x/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_a_host_is_the_same_with_its_port(other, expected):
    assert is_same_host("https://p.example/c", other) is expected


def test_a_page_is_known_whatever_part_of_it_is_named():
    with Server(lambda ask: Reply()) as server:
        trip = trip_to(server, "/c#part")
    trail = Trail(trip.base, Roll(trip))

    trail.saw(trip.base)

    assert trail.has_seen(f"{server.url}/c")
    assert trail.is_over("")
    assert not trail.is_over(f"{server.url}/c?page=2")
