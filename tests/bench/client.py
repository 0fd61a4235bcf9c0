"""A small HTTP client: one kept-alive connection with its cookies, as light as Python allows.

It measures servers, so that it does nothing that it need not: no redirects, no decoding, no pool.
"""

import socket
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from tests.machinery.page_forms import the_form

ACCEPTED = "gzip, deflate, br"  # as browsers do


@dataclass
class Answer:
    """What came back; the body as it travelled."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Line:
    """One visitor's connection. It opens itself when it is asked, and again when the server has closed it."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    accepted: str = ACCEPTED
    _socket: socket.socket | None = None
    _rest: bytes = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a GET; headers by name, an underscore for each hyphen."""
        return self._ask(f"GET {path} HTTP/1.1\r\n", headers, b"")

    def post(self, path: str, fields: dict[str, str | list[str]]) -> Answer:
        """The answer to a form that is sent."""
        body = urlencode(fields, doseq=True).encode()
        headers = {"Content_Type": "application/x-www-form-urlencoded", "Content_Length": str(len(body))}
        return self._ask(f"POST {path} HTTP/1.1\r\n", headers, body)

    def submit(self, path: str, **typed: str) -> Answer:
        """Open the page, fill in its form and send it, hidden fields included."""
        page = self.read(path)
        form = the_form(page, path)
        return self.post(form.action, form.filled(typed))

    def read(self, path: str) -> str:
        """The text of a page, uncompressed."""
        accepted, self.accepted = self.accepted, "identity"
        try:
            answer = self.get(path)
        finally:
            self.accepted = accepted
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: {answer.body[:500]!r}")
        return answer.body.decode()

    def _ask(self, first: str, headers: dict[str, str], body: bytes) -> Answer:
        lines = [first, f"Host: {self.host}:{self.port}\r\nAccept-Encoding: {self.accepted}\r\n"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()) + "\r\n")
        lines += [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
        sent = "".join([*lines, "\r\n"]).encode() + body
        was_open = self._socket is not None
        try:
            return self._exchange(sent)
        except ConnectionError:
            if not was_open:
                raise
            self.close()  # the server had closed a connection that waited: that is its right
            return self._exchange(sent)

    def _exchange(self, sent: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection((self.host, self.port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(sent)
        head = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep(value)
            headers[name.lower()] = value
        status = int(head[0].split(" ", 2)[1])
        return self._finish(Answer(status, headers, self._body(status, headers)))

    def _finish(self, answer: Answer) -> Answer:
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value

    def _body(self, status: int, headers: dict[str, str]) -> bytes:
        if status in (204, 304):
            return b""
        if "content-length" in headers:
            return self._exactly(int(headers["content-length"]))
        if headers.get("transfer-encoding") == "chunked":
            return self._chunks()
        raise RuntimeError("An answer without a length cannot be kept alive.")

    def _chunks(self) -> bytes:
        whole = b""
        while size := int(self._until(b"\r\n"), 16):
            whole += self._exactly(size)
            self._exactly(2)
        self._exactly(2)
        return whole

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._rest += self._receive()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._rest += self._receive()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _receive(self) -> bytes:
        assert self._socket is not None
        received = self._socket.recv(262_144)
        if not received:
            raise ConnectionResetError("The server closed the connection.")
        return received
