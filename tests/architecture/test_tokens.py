"""Every route declares its rule, and every address that changes something refuses a request without a token."""

import re

import pytest
from flask import Blueprint

from hackathon import create_app, pages
from hackathon.errors import Misconfigured

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def addresses(app):
    """(method, address) for each unsafe method of each route, with something in the place of each variable."""
    for route in app.url_map.iter_rules():
        path = re.sub(r"<any\((\w+)[^>]*>", r"\1", re.sub(r"<int:\w+>", "1", route.rule))
        path = re.sub(r"<[^>]+>", "sample", path)
        for method in sorted(UNSAFE & (route.methods or set())):
            yield method, path


def test_no_unsafe_request_passes_without_a_token(app, client):
    sent = list(addresses(app))

    answers = {f"{method} {path}": client.open(path, method=method).status_code for method, path in sent}

    assert sent
    # 401: whoever is not signed in is asked to do that first, and what they typed is kept.
    assert {address: status for address, status in answers.items() if status not in {400, 401}} == {}


def test_a_foreign_token_does_not_pass_either(app, visit):
    ada, zed = visit(), visit()
    token = dict(ada.form("/login").sent)["csrf_token"]

    answer = zed.post("/login", data={"csrf_token": token, "email": "ada@example.org", "password": "x" * 12})

    assert answer.status_code == 400


def test_an_undeclared_route_stops_the_application(app):
    app.add_url_rule("/undeclared", "undeclared", lambda: "nobody said who may")

    with pytest.raises(Misconfigured, match="undeclared"):
        pages.check_declarations(app)


def test_a_route_with_an_unknown_rule_stops_the_application(app):
    view = pages.rule("nobody.knows")(lambda: "")
    bp = Blueprint("sample", __name__)
    bp.add_url_rule("/sample", "sample", view)
    app.register_blueprint(bp)

    with pytest.raises(Misconfigured, match=r"sample\.sample"):
        pages.check_declarations(app)


def test_the_application_as_it_is_declares_everything(tmp_path):
    app = create_app({"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite'}"})

    pages.check_declarations(app)
