"""Which addresses may be reached or linked: the public internet, and nothing that only looks like it.

Pure. It refuses to know names: what a name resolves to is checked by `net`, at the moment of connecting.
"""

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NOT_PUBLIC_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100.64.0.0/10", "240.0.0.0/4")
)
GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC_V6 = tuple(
    ipaddress.IPv6Network(network)
    # Tunnels and translations carry an IPv4 address inside, which may be a private one: none of them is needed.
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
WEB_PORTS = frozenset({80, 443})
CANONICAL_V4 = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")


def is_public(address: Address) -> bool:
    """Whether this address belongs to the public internet; everything special, mapped or translated does not."""
    if isinstance(address, ipaddress.IPv6Address):
        return address in GLOBAL_UNICAST_V6 and not any(address in network for network in NOT_PUBLIC_V6)
    special = address.is_multicast or address.is_reserved or any(address in network for network in NOT_PUBLIC_V4)
    return address.is_global and not special


def is_oddly_spelled(host: str) -> bool:
    """Whether a host is a number in disguise: decimal, octal, hexadecimal, shortened, mapped.

    Resolvers read these as addresses while people and filters read them as names; no honest portal writes so.
    """
    if ":" in host:  # only an IPv6 address holds colons
        return ipaddress.IPv6Address(host.partition("%")[0]).ipv4_mapped is not None or "%" in host
    last = host.rstrip(".").rpartition(".")[2].lower()
    is_number = last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last) is not None
    return is_number and CANONICAL_V4.fullmatch(host) is None


def is_linkable(url: str, *, allowed: frozenset[tuple[str, int]] = frozenset()) -> bool:
    """Whether a page may offer this address as a link: http(s), to a host, and not into somebody's own network.

    `allowed` are the internal hosts that the installation names.
    """
    try:
        parts = urlsplit(url)
        host = unicodedata.normalize("NFKC", parts.hostname or "")
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in {"http", "https"} and "@" not in parts.netloc and (host, parts.port) in allowed:
        return True
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or not port_is_fine:
        return False
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return False
    try:
        return is_public(ipaddress.ip_address(host))
    except ValueError:
        return not is_oddly_spelled(host)


def parse_hosts(text: str) -> frozenset[tuple[str, int]]:
    """`host:port,host:port` as pairs; raises ValueError with the part that cannot be read."""
    pairs = set()
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        host, _, port = part.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError(f"{part!r} is not host:port")
        pairs.add((host.strip("[]").lower(), int(port)))
    return frozenset(pairs)
