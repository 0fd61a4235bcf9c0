"""No test speaks to the outside: a socket or a name beyond this machine fails the test that tried.

An audit hook of the interpreter sees every attempt, whichever library makes it, also in threads.
"""

import atexit
import ipaddress
import socket
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, Protocol

import pytest

from hackathon.connections import Hosts
from hackathon.net import Fetcher

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


class HasHost(Protocol):
    """A server of a test."""

    @property
    def host(self) -> tuple[str, int]: ...


def way_out(*servers: HasHost, made: type[Fetcher] = Fetcher, **options: Any) -> Fetcher:
    """The product's own way out to these servers alone: it never waits, and knows nothing of any host yet."""
    allowed: Hosts = frozenset(server.host for server in servers)
    usual: dict[str, Any] = {"agent": "Minka/1.0", "pause": 0, "sleep": lambda seconds: None}
    return made(folder=Path(mkdtemp(dir=_folder())), allowed=allowed, **usual | options)


@cache
def _folder() -> str:
    folder = TemporaryDirectory(prefix="minka-hosts-")
    atexit.register(folder.cleanup)
    return folder.name


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    """Code may swallow the refusal; the test fails all the same."""
    attempts.clear()
    yield
    tried = attempts.copy()
    attempts.clear()
    assert not tried, f"A test tried to reach the outside: {tried}"
