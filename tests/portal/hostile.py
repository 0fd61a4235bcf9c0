"""What a portal can do to its reader, by name. Each plays on every address."""

import gzip
import json
import socket
import struct
import zlib
from collections.abc import Iterator
from functools import cache

from tests.portal.replay import Ask, Play, Reply

PAGE = b"<!DOCTYPE html><html><head><title>Request Rejected</title></head><body>Request rejected.</body></html>"
PLAIN = {"Content-Type": "application/json"}
BOMB = 40_000_000


def says(body: bytes, status: int = 200, **headers: str) -> Play:
    """Always this body."""
    return lambda ask: Reply(status, body, {"Content-Type": "application/json"} | headers)


def redirects(target: str, status: int = 302) -> Play:
    """Always sends the reader elsewhere."""
    return lambda ask: Reply(status, b"", {"Location": target})


def redirects_in_a_circle(ask: Ask) -> Reply:
    return Reply(302, b"", {"Location": ask.path + "x"})


def page_labelled_json(ask: Ask) -> Reply:
    return Reply(200, PAGE, PLAIN)


def page(ask: Ask) -> Reply:
    return Reply(200, PAGE, {"Content-Type": "text/html; charset=utf-8"})


def teapot(ask: Ask) -> Reply:
    return Reply(418, PAGE, {"Content-Type": "text/html"})


def broken_server(ask: Ask) -> Reply:
    return Reply(500, b'{"success": false, "error": {"__type": "Internal Server Error"}}', PLAIN)


def never_answers(ask: Ask) -> None:
    ask.closing.wait(30)


def drips_headers(ask: Ask) -> None:
    ask.wire.write(b"HTTP/1.1 200 OK\r\n")
    while not ask.closing.wait(0.05):
        ask.wire.write(b"X: y\r")
        ask.wire.flush()


def drips_body(ask: Ask) -> None:
    ask.wire.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"help": "')
    while not ask.closing.wait(0.05):
        ask.wire.write(b"x")
        ask.wire.flush()


def drips_without_end_of_headers(ask: Ask) -> None:
    while not ask.closing.wait(0.02):
        ask.wire.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        ask.wire.flush()


def never_ends(ask: Ask) -> None:
    ask.wire.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while not ask.closing.is_set():
        ask.wire.write(b'"x",' * 20_000)


def never_ends_chunked(ask: Ask) -> None:
    ask.wire.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not ask.closing.is_set():
        ask.wire.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")


def gzip_bomb(ask: Ask) -> Reply:
    return Reply(200, packed(31), PLAIN | {"Content-Encoding": "gzip"})


def deflate_bomb(ask: Ask) -> Reply:
    return Reply(200, packed(15), PLAIN | {"Content-Encoding": "deflate"})


def gzip_bomb_in_gzip(ask: Ask) -> Reply:
    return Reply(200, gzip.compress(packed(31)), PLAIN | {"Content-Encoding": "gzip, gzip"})


def gzip_bomb_in_one_chunk(ask: Ask) -> None:
    bomb = packed(31)
    ask.wire.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
    ask.wire.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(bomb), bomb))


def false_gzip(ask: Ask) -> Reply:
    return Reply(200, b'{"success": true}', PLAIN | {"Content-Encoding": "gzip"})


def too_short(ask: Ask) -> Reply:
    return Reply(200, b'{"success": true', PLAIN | {"Content-Length": "5000"})


def too_many_headers(ask: Ask) -> Reply:
    return Reply(200, b"{}", {f"X-{number}": "y" for number in range(500)})


def header_without_end(ask: Ask) -> None:
    ask.wire.write(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000)


def resets(ask: Ask) -> None:
    ask.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    ask.connection.close()


def resets_in_the_body(ask: Ask) -> None:
    ask.wire.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"success": ')
    ask.wire.flush()
    resets(ask)


def hangs_up(ask: Ask) -> None:
    ask.wire.flush()


def speaks_no_http(ask: Ask) -> None:
    ask.wire.write(b"SSH-2.0-OpenSSH_9.9\r\n")


# Bodies of a 200 that are not what a portal answers.
NOT_DATA: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n\t ",
    "bare string": b'"Bad request - Action name not known: site_read"',
    "bare number": b"7",
    "null": b"null",
    "true": b"true",
    "empty object": b"{}",
    "empty list": b"[]",
    "half an object": b'{"success": true, "result": {"count": 45, "res',
    "single quotes": b"{'success': True}",
    "not a number": b'{"success": true, "result": {"count": NaN, "results": []}}',
    "jsonp": b'cb({"success": true, "result": {"ckan_version": "2.11.3"}});',
    "success is false": b'{"help": "x", "success": false, "error": {"__type": "Search Error", "message": "Search error"}}',
    "result is a list": b'{"success": true, "result": [1, 2]}',
    "result is null": b'{"success": true, "result": null}',
    "version is a number": b'{"success": true, "result": {"ckan_version": 2}}',
    "count is text": b'{"success": true, "result": {"count": "many", "results": []}}',
    "count is negative": b'{"success": true, "result": {"count": -1, "results": []}}',
    "count is beyond all numbers": b'{"success": true, "result": {"count": ' + b"9" * 4_000 + b', "results": []}}',
    "count is true": b'{"success": true, "result": {"count": true, "results": []}}',
    "results is an object": b'{"success": true, "result": {"count": 1, "results": {"id": "x"}}}',
    "nested lists": b"[" * 100_000,
    "nested objects": b'{"a":' * 100_000,
    "nested and closed": b"[" * 70 + b"]" * 70,
    "half quotes": b'"\\' * 200_000,
    "binary": bytes(range(256)) * 40,
    "xml": b'<?xml version="1.0"?><rdf:RDF/>',
    "page in UTF-16": "<!DOCTYPE html><html></html>".encode("utf-16"),
    "page after blanks": b"\n\n   <HTML><body>maintenance</body></html>",
    "many small values": b"[" + b"[]," * 800_000 + b"[]]",
    "a very long number": b'{"success": true, "result": {"count": ' + b"9" * 50_000 + b', "results": []}}',
}

# No answer, or none that may be read to its end.
NO_ANSWER: dict[str, Play] = {
    "never answers": never_answers,
    "drips headers": drips_headers,
    "drips body": drips_body,
    "drips without end of headers": drips_without_end_of_headers,
    "never ends": never_ends,
    "never ends, chunked": never_ends_chunked,
    "gzip bomb": gzip_bomb,
    "deflate bomb": deflate_bomb,
    "gzip bomb in gzip": gzip_bomb_in_gzip,
    "gzip bomb in one chunk": gzip_bomb_in_one_chunk,
    "false gzip": false_gzip,
    "shorter than it says": too_short,
    "too many headers": too_many_headers,
    "header without end": header_without_end,
    "resets": resets,
    "resets in the body": resets_in_the_body,
    "hangs up": hangs_up,
    "speaks no HTTP": speaks_no_http,
    "redirects in a circle": redirects_in_a_circle,
    "429": says(b'{"error": "Too many requests"}', 429, **{"Retry-After": "120"}),
    "502": says(PAGE, 502),
    "503": says(PAGE, 503),
    "504": says(PAGE, 504),
    "redirects to file:": redirects("file:///etc/passwd"),
    "redirects to ftp:": redirects("ftp://127.0.0.1/"),
    "redirects to gopher:": redirects("gopher://127.0.0.1:70/"),
    "redirects to data:": redirects("data:application/json,{}"),
    "redirects to javascript:": redirects("javascript:alert(1)"),
    "redirects with a password": redirects("http://user:secret@127.0.0.1/"),
    "redirects to metadata": redirects("http://169.254.169.254/latest/meta-data/"),
    "redirects to 10/8": redirects("http://10.0.0.1/"),
    "redirects to a mapped address": redirects("http://[::ffff:127.0.0.1]/"),
    "redirects to nowhere": redirects("http://"),
    "redirects to no address": redirects("http://["),
}

# An answer by its status, and not a portal's.
NOT_A_PORTAL: dict[str, Play] = {
    "a page": page,
    "a page labelled JSON": page_labelled_json,
    "a teapot": teapot,
    "an error in JSON": broken_server,
    "404": says(PAGE, 404),
    "403": says(PAGE, 403),
    "401": says(json.dumps({"error": "key"}).encode(), 401),
    "204": lambda ask: Reply(204, b"", {}),
    "redirect without a target": lambda ask: Reply(302, PAGE, {"Content-Type": "text/html"}),
} | {name: says(body) for name, body in NOT_DATA.items()}


@cache
def packed(window: int) -> bytes:
    """`BOMB` spaces, packed."""
    return b"".join(_pieces(window))


def _pieces(window: int) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, window)
    blank = b" " * 1_000_000
    for _ in range(BOMB // len(blank)):
        yield packer.compress(blank)
    yield packer.flush()
