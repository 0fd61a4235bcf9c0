"""The edge: languages, declarations of routes, where one comes back to."""

import pytest
from flask import Flask

from hackathon.errors import Misconfigured
from hackathon.pages import check_declarations, rule, safe_next
from hackathon.typed_text import open_draft, seal_draft
from tests.machinery.application import Visitor


@pytest.mark.parametrize(
    ("asked", "cookie", "browser", "spoken"),
    [
        ("", None, "", "es"),
        ("", None, "en-GB,en;q=0.9", "en"),
        ("", "es", "en", "es"),
        ("?lang=en", "es", "es", "en"),
        ("?lang=fr", None, "fr", "es"),
    ],
)
def test_the_language_follows_the_address_the_cookie_the_browser_then_spanish(
    client: Visitor, asked: str, cookie: str | None, browser: str, spoken: str
) -> None:
    if cookie:
        client.set_cookie("lang", cookie)

    page = client.get(f"/{asked}", headers={"Accept-Language": browser})

    assert f'<html lang="{spoken}">' in page.text


def test_a_chosen_language_is_remembered_on_this_device(client: Visitor) -> None:
    client.get("/?lang=en")

    assert '<html lang="en">' in client.get("/login").text


def test_a_route_without_a_rule_stops_the_application(app: Flask) -> None:
    app.add_url_rule("/open", "open", lambda: "")

    with pytest.raises(Misconfigured, match="open"):
        check_declarations(app)


def test_a_route_with_an_unknown_rule_stops_the_application(app: Flask) -> None:
    app.add_url_rule("/open", "open", rule("no.such")(lambda: ""))

    with pytest.raises(Misconfigured, match="open"):
        check_declarations(app)


def test_a_route_with_parts_and_no_loader_stops_the_application(app: Flask) -> None:
    app.add_url_rule("/things/<thing>", "things", rule("anyone")(lambda thing: thing))

    with pytest.raises(Misconfigured, match="loader"):
        check_declarations(app)


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/events/libertad/me?x=1", "/events/libertad/me?x=1"),
        ("https://example.org/", None),
        ("//example.org/", None),
        ("/\\example.org", None),
        ("\\\\example.org", None),
        ("javascript:alert(1)", None),
        ("/\t/example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_one_comes_back_only_to_this_site(target: str | None, kept: str | None) -> None:
    assert safe_next(target) == kept


def test_a_draft_is_sealed_whole_and_without_secrets(app: Flask) -> None:
    typed = {"title": "Quebrada", "csrf_token": "x", "password": "y"}
    with app.test_request_context("/events/e/me/project?x=1", method="POST", data=typed):
        sealed = seal_draft()

        assert open_draft(sealed) == {"to": "/events/e/me/project?x=1", "typed": [["title", "Quebrada"]]}
        assert open_draft(sealed[:-2]) is None


def test_a_flood_of_fields_comes_back_no_longer_than_a_form_is(client: Visitor) -> None:
    flood = "&".join(f"a{number}=b" for number in range(20_000))

    answer = client.post("/account", data=flood, content_type="application/x-www-form-urlencoded")

    assert len(answer.data) < 500_000


def test_an_anonymous_visitor_is_led_to_the_sign_in_and_back(client: Visitor) -> None:
    answer = client.get("/account?x=1")

    assert (answer.status_code, answer.location) == (302, "/login?next=/account?x%3D1")


@pytest.mark.parametrize("address", ["/", "/login", "/nowhere"])
def test_whom_to_write_to_stands_on_every_page(app: Flask, client: Visitor, address: str) -> None:
    without = client.get(address).text
    app.config["CONTACT_EMAIL"] = "datos@region.example.pe"

    assert 'href="mailto:datos@region.example.pe"' not in without
    assert 'href="mailto:datos@region.example.pe"' in client.get(address).text


@pytest.mark.parametrize(
    "query", ["_scheme=x", "_method=FOO", "_anchor=z", "endpoint=x", "_external=1", "q=a&q=%26lang%3Dfr"]
)
def test_a_query_stays_a_query_in_the_link_to_the_other_language(client: Visitor, query: str) -> None:
    page = client.get(f"/?{query}")

    assert page.status_code == 200
    assert f'href="/?{query.replace("&", "&amp;")}&amp;lang=en"' in page.text
