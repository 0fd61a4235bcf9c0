"""How `net` connects: to the very address that was checked, and not for longer than was promised.

Built on requests-hardened, which resolves a name once, refuses private addresses and connects to the one it
checked. Added here: scheme and port, a stricter list, odd spellings, named internal hosts, and a watch that
closes the connection when the time is over, wherever it is (handshake, headers, body); and what went wrong, in words.
"""

import contextlib
import ipaddress
import logging
import socket
import tempfile
import threading
from collections.abc import Iterator
from http.cookiejar import DefaultCookiePolicy
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from hackathon.addresses import WEB_PORTS, is_oddly_spelled, is_public
from hackathon.errors import AddressRefused, PortalTooLarge, PortalTooSlow, PortalUnavailable
from hackathon.text import N_

Hosts = frozenset[tuple[str, int]]
logging.getLogger("requests_hardened").addHandler(logging.NullHandler())  # our refusal says it; stderr need not
# Its quieter lines quote whole addresses, also at "warning", and an address may hold the key of a portal.
logging.getLogger("urllib3").setLevel(logging.ERROR)
PIECE = 65_536
KEPT_IN_MEMORY = 2_000_000
DEFAULT_PORTS = {"http": 80, "https": 443}
PRIVATE = N_("This address leads into a private network, which is never read.")


class Watch:
    """Closes every connection made under it after `seconds`; `rang` says that it did.

    A timeout on reading starts anew with each byte, so that a server could drip for days; this one does not.
    """

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> "Watch":
        self._timer.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._timer.cancel()
        with self._lock:
            for twin in self._sockets:
                twin.close()
            self._sockets.clear()

    def over(self, connection: socket.socket) -> socket.socket:
        """Watch this connection through a twin: TLS takes the original away from us."""
        with self._lock:
            self._sockets.append(connection.dup())
        if self.rang:
            self._ring()
        return connection

    def _ring(self) -> None:
        self.rang = True
        with self._lock:
            for twin in self._sockets:
                with contextlib.suppress(OSError):  # the other side was faster
                    twin.shutdown(socket.SHUT_RDWR)


class GuardedAdapter(IPFilterAdapter):
    """One scheme's connections, guarded at the moment they are made."""

    def __init__(self, scheme: str, *, allowed: Hosts, watch: Watch) -> None:
        self._allowed = allowed
        self._watch = watch
        super().__init__(is_https_proto=scheme == "https")

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Pools whose connections the watch can close."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _watched_pools(self._watch)

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[Any, Any]:
        """Where this request really goes; raises AddressRefused before anything is sent."""
        host, pool = HTTPAdapter.build_connection_pool_key_attributes(self, request, verify, cert)
        name, port = str(host["host"]).lower(), host["port"] or DEFAULT_PORTS[host["scheme"]]
        if (name, port) in self._allowed:
            return host, pool
        refuse_unless_plain(str(request.url), name=name, port=port)
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if not is_public(ipaddress.ip_address(str(host["host"]).strip("[]"))):
            raise AddressRefused(str(request.url), PRIVATE)
        return host, pool


def host_of(url: str) -> tuple[str, int]:
    """Who is asked; raises AddressRefused for what is not an address of the web."""
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError as wrong:
        raise AddressRefused(url, N_("This is not a web address.")) from wrong
    if parts.scheme not in DEFAULT_PORTS:
        raise AddressRefused(url, N_("Only addresses that begin with http:// or https:// are read."))
    if not parts.hostname or not _is_a_name(parts.hostname):
        raise AddressRefused(url, N_("This is not a web address."))
    if "@" in parts.netloc:
        raise AddressRefused(url, N_("An address with a user name or password in it is not read."))
    return parts.hostname, port


def next_address(here: str, target: str) -> str:
    """Where a redirect leads; raises AddressRefused for what is no address, such as `http://[`."""
    try:
        return urljoin(here, target)
    except ValueError as wrong:
        raise AddressRefused(target, N_("This is not a web address.")) from wrong


def read_body(response: requests.Response, url: str, *, most: int, cut: bool) -> tuple[IO[bytes], int, bool]:
    """(a file at its beginning, its bytes, whether more came than `most`): more is an error unless it may be cut."""
    size, is_cut = 0, False
    with contextlib.ExitStack() as undo:
        body = undo.enter_context(tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))
        for piece in response.iter_content(PIECE):
            is_cut = size + len(piece) > most
            if is_cut and cut:
                break
            size += len(piece)
            if is_cut:
                raise PortalTooLarge(url, N_("The answer is larger than %(most)s MB."), most=max(1, most // 1_000_000))
            body.write(piece)
        body.seek(0)
        undo.pop_all()
    return body, size, is_cut


def _is_a_name(host: str) -> bool:
    """Whether a host's spelling is one that the name system can look up: no spaces, and no part over 63 letters."""
    return not any(letter.isspace() for letter in host) and max(map(len, host.split("."))) <= 63


def refuse_unless_plain(url: str, *, name: str, port: int) -> None:
    """Raise AddressRefused for a port or a spelling that no public portal has."""
    if port not in WEB_PORTS:
        raise AddressRefused(
            url, N_("Only the web's own ports, 80 and 443, are read; this address names port %(port)s."), port=port
        )
    try:
        odd = is_oddly_spelled(name)
    except ValueError:
        odd = True
    if odd:
        raise AddressRefused(url, N_("This address is a number in disguise. Write the portal's name."))


def refuse_by_spelling(url: str, *, allowed: Hosts) -> None:
    """Raise AddressRefused for an address that no connection is needed to refuse; what a name leads to is not asked."""
    name, port = host_of(url)
    with in_our_words(url, seconds=0):
        requests.Request("GET", url).prepare()
    if (name, port) in allowed:
        return
    refuse_unless_plain(url, name=name, port=port)
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return
    if not is_public(address):
        raise AddressRefused(url, PRIVATE)


class _OneStep(requests.Session):
    """A session that leaves redirects to us: it would read their whole body, and stumble over what is no address."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: nothing is prepared for the next step."""


def bare_session(watch: Watch, headers: dict[str, str], allowed: Hosts) -> requests.Session:
    """A session that is guarded and watched, and to which nothing of this machine goes along: no proxy, no .netrc."""
    session = _OneStep()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({**headers, "Accept-Encoding": "identity"})
    for scheme in ("http", "https"):
        session.mount(f"{scheme}://", GuardedAdapter(scheme, allowed=allowed, watch=watch))
    return session


@contextlib.contextmanager
def in_our_words(url: str, seconds: float) -> Iterator[None]:
    """What went wrong on the way to this address, said to a person; `seconds` is how long it was given."""
    try:
        yield
    except InvalidIPAddress as private:
        raise AddressRefused(url, PRIVATE) from private
    except requests.Timeout as slow:
        raise too_slow(url, seconds) from slow
    except requests.exceptions.SSLError as untrusted:
        raise PortalUnavailable(
            url, N_("No secure connection: its certificate is not valid, or it does not speak HTTPS.")
        ) from untrusted
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as garbled:
        raise PortalUnavailable(url, N_("The answer broke off or arrived damaged.")) from garbled
    except requests.ConnectionError as failure:
        raise PortalUnavailable(url, N_("Nobody answers at this address.")) from failure
    except (requests.RequestException, UnicodeError) as wrong:
        raise AddressRefused(url, N_("This is not a web address.")) from wrong


def too_slow(url: str, seconds: float) -> PortalTooSlow:
    return PortalTooSlow(url, N_("The answer did not end within %(most)s seconds."), most=int(seconds))


def _watched_pools(watch: Watch) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watch.over(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return watch.over(super()._new_conn())

    plain = type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
    secure = type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": Secure})
    return {"http": plain, "https": secure}
