"""The application of a test: on its own database, with the test's clock, and visitors who come to it."""

from collections.abc import Callable, Iterator
from contextvars import Context
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask, current_app, has_app_context
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import Session
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from hackathon import create_app
from hackathon.database import db, language
from run import ROOT
from tests.machinery.moving_clock import Clock
from tests.machinery.page_forms import Form, the_form

# Each test has an application of its own; what its templates compile to is the same, and costs more than the page.
COMPILED = ROOT / ".cache" / "templates"
COMPILED.mkdir(parents=True, exist_ok=True)


class RememberedRule(Rule):
    """Werkzeug writes a small program for every route of every application; those of a thousand equal ones are equal."""

    _compiled: ClassVar[dict[Any, dict[str, Any]]] = {}
    OF_THE_ROUTE = ("_parts", "_trace", "_converters", "arguments")
    OF_ITS_ADDRESSES = ("_build", "_build_unknown")

    def compile(self) -> None:
        key = (self.rule, self.subdomain, self.host, self.merge_slashes, tuple(self.defaults or {}))
        if key not in self._compiled:
            super().compile()
            made = {name: getattr(self, name) for name in self.OF_THE_ROUTE}
            self._compiled[key] = made | {name: getattr(self, name).__func__ for name in self.OF_ITS_ADDRESSES}
        for name, value in self._compiled[key].items():
            setattr(self, name, value.__get__(self, None) if name in self.OF_ITS_ADDRESSES else value)


Flask.url_rule_class = RememberedRule

# SQLAlchemy keeps the text of each statement per engine and dialect; a sixth of a test went into writing it anew.
STATEMENTS: Any = LRUCache(5_000)


def _is_of_the_same_kind(one: Any, other: object) -> bool:
    return type(one) is type(other)


def _hash_of_the_kind(one: Any) -> int:
    return hash(type(one))


for of_a_database in (SQLiteDialect_pysqlite, PGDialect_psycopg):
    for name, same_for_all in (("__eq__", _is_of_the_same_kind), ("__hash__", _hash_of_the_kind)):
        setattr(of_a_database, name, same_for_all)


def make_app(url: str, folder: Path, **settings: Any) -> Flask:
    """An application on the database at `url` that keeps everything else in `folder`."""
    defaults = {
        "DATABASE_URL": url,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "for tests only, and long enough to be taken",
        "QUEUE_URL": "memory:",
        "PUBLIC_URL": "http://localhost",
        "TESTING": True,
        "PAGE_CACHE": 0,  # tests arrange things behind the audit log's back; tests/test_page_cache.py has it on
    }
    app = create_app(defaults | settings)
    app.test_client_class = Visitor
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
    with app.app_context():
        db.engine.update_execution_options(compiled_cache=STATEMENTS)
    return app


@pytest.fixture
def app(database_url: str, clock: Clock, tmp_path: Path) -> Iterator[Flask]:
    app = make_app(database_url, tmp_path / "data", CLOCK=clock)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _begins_in_spanish() -> None:
    """A test that spoke English in its own context must not leave it to the next."""
    language.set("es")


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database session of the test's own application context; requests have theirs."""
    with app.app_context():
        yield db.session()


@pytest.fixture
def client(app: Flask) -> "Visitor":
    """Somebody without an account, at the front door."""
    return app.test_client()  # type: ignore[return-value]  # app.test_client_class says so


@pytest.fixture
def visit(app: Flask) -> Callable[[], "Visitor"]:
    """One more visitor each time: `ada, ben = visit(), visit()`."""
    return lambda: app.test_client()  # type: ignore[return-value]  # as above


class Visitor(FlaskClient):
    """A browser without JavaScript: it opens pages, fills in the forms that stand there, and sends them.

    Each request runs in a context of its own, as in the real server, though the test has its own session open.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        _nothing_half_done()
        answer = Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.rollback()
            db.session.expire_all()
        return answer

    def form(self, address: str, *, action: str | None = None) -> Form:
        """The form on the page at `address`: the only one, or the one sent to `action`."""
        page = self.get(address)
        assert page.status_code == 200, f"{address} answered {page.status}"
        return the_form(page.text, address, action)

    def read(self, answer: TestResponse, address: str) -> Form:
        """The form on an answer that is already here (a refusal), sent to `address`."""
        return the_form(answer.text, address, address)

    def submit(self, address: str, /, action: str | None = None, **fields: Any) -> TestResponse:
        """Open the page at `address`, fill in its form and send it as a person does, hidden fields included."""
        form = self.form(address, action=action)
        return self.post(form.action, data=form.filled(fields))


def _nothing_half_done() -> None:
    """What a test wrote but did not commit would be invisible to the request, or lock it out."""
    if has_app_context() and current_app.extensions.get("sqlalchemy"):
        session = db.session()
        if session.new or session.dirty or session.deleted:
            raise RuntimeError("Commit what the test arranged (transaction()) before a visitor asks for a page.")
