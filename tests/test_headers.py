"""Headers on every answer: pages, redirects, errors, static files."""

from hashlib import sha256

import pytest
from flask import Flask, url_for

from run import ROOT
from tests.machinery.application import Visitor

ANSWERS = ["/", "/login", "/account", "/nowhere", "/static/css/base.css", "/static/nowhere.css", "/reset/none"]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_headers(client: Visitor, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert all(part in policy for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_refused_methods_and_bodies_carry_them_too(app: Flask, client: Visitor) -> None:
    too_large = {"email": "x" * (app.config["MAX_BODY"] + 1)}

    answers = [client.post("/"), *(client.post(address, data=too_large) for address in ("/login", "/nowhere", "/"))]

    assert [answer.status_code for answer in answers] == [405, 413, 404, 405]
    assert all("Content-Security-Policy" in answer.headers for answer in answers)


def test_a_file_is_kept_a_year_only_under_the_address_of_its_content(app: Flask, client: Visitor) -> None:
    with app.test_request_context():
        hashed = url_for("static", filename="css/base.css")

    with client.get(hashed) as fresh, client.get("/static/css/base.css?v=000000000000") as old:
        assert "immutable" in fresh.headers["Cache-Control"]
        assert old.headers["Cache-Control"] == "no-cache"


def test_a_public_page_is_asked_for_again_and_answers_that_it_is_the_same(client: Visitor) -> None:
    first = client.get("/")

    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ["/login", "/account", "/nowhere"])
def test_pages_with_a_token_and_errors_are_kept_nowhere(client: Visitor, address: str) -> None:
    answer = client.get(address, follow_redirects=True)

    assert answer.headers["Cache-Control"] == "no-store"


def test_public_pages_travel_compressed_and_pages_with_a_token_never(client: Visitor) -> None:
    packed = {"Accept-Encoding": "gzip"}

    assert client.get("/", headers=packed).headers.get("Content-Encoding") == "gzip"
    assert client.get("/login", headers=packed).headers.get("Content-Encoding") is None


def test_over_https_browsers_are_told_to_insist(app: Flask, client: Visitor) -> None:
    app.config["HTTPS"] = True

    assert client.get("/").headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_static_address_tells_nothing_of_files_elsewhere(client: Visitor) -> None:
    digest = sha256((ROOT / "run.py").read_bytes()).hexdigest()[:12]
    addresses = [
        f"/static/../run.py?v={digest}",
        "/static/../../../../etc/passwd?v=",
        "/static/none.css?v=",
        f"/static/{'a' * 300}",
    ]

    answers = [client.get(address) for address in addresses]

    assert [(answer.status_code, answer.headers["Cache-Control"]) for answer in answers] == [(404, "no-store")] * 4
