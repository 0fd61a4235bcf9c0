"""No test speaks to the outside: a socket or a name beyond this machine fails the test that tried.

An audit hook of the interpreter sees every attempt, whichever library makes it, also in threads.
"""

import ipaddress
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

attempts: list[str] = []
WATCHED = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}


class OutsideRefused(OSError):
    """A test tried to reach something beyond this machine."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in WATCHED:
        return
    host = _host_of(event, arguments)
    if host is not None and not is_here(host):
        attempts.append(f"{event} {host}")
        raise OutsideRefused(f"Tests stay on this machine: {event} to {host}")


def _host_of(event: str, arguments: tuple[Any, ...]) -> str | None:
    """The host that the event is about; None for a local socket."""
    if event in {"socket.connect", "socket.sendto"}:
        family, address = arguments[0].family, arguments[-1]
        return str(address[0]) if family in {socket.AF_INET, socket.AF_INET6} else None
    named = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
    return None if named is None or _address(named) else named  # reading an address asks nobody


def is_here(host: str) -> bool:
    """Whether a name or an address is this machine's own."""
    address = _address(host)
    return host in {"", "localhost", socket.gethostname()} if address is None else address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    """Code may swallow the refusal; the test fails all the same."""
    attempts.clear()
    yield
    tried = attempts.copy()
    attempts.clear()
    assert not tried, f"A test tried to reach the outside: {tried}"
