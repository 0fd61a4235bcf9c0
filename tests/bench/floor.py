"""The floor: the least that Flask does for a word, a row, a table and a form. Nothing of the product is in it.

It is served exactly as the product is; its SQLite has the product's pragmas, so that a stored form is as durable.
"""

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template, request
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import DictLoader
from wtforms import StringField

ROWS = 1_000
PRAGMAS = ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>{{ title }}</title><body>{% block main %}{% endblock %}"
TEMPLATES = {
    "page.html": PAGE,
    "row.html": "{% extends 'page.html' %}{% block main %}<h1>{{ row[1] }}</h1><p>{{ row[2] }}</p>{% endblock %}",
    "table.html": "{% extends 'page.html' %}{% block main %}<table>{% for row in rows %}"
    "<tr><td>{{ row[0] }}<td>{{ row[1] }}<td>{{ row[2] }}</tr>{% endfor %}</table>{% endblock %}",
    "form.html": "{% extends 'page.html' %}{% block main %}<form method=post>{{ form.csrf_token }}"
    "{{ form.text.label }}{{ form.text }}<button>Save</button></form>{% endblock %}",
}


class TextForm(FlaskForm):
    text = StringField()


def create_app() -> Flask:
    """What gunicorn serves as `tests.bench.floor:create_app()`."""
    app = Flask(__name__)
    app.secret_key = "only ever used on this machine, for this measurement"
    app.jinja_loader = DictLoader(TEMPLATES)
    CSRFProtect(app)
    connections = _Connections(os.environ["BENCH_FLOOR"])

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get("/row/<int:key>")
    def row(key: int) -> str:
        found = connections.here().execute("SELECT id, name, text FROM thing WHERE id = ?", [key]).fetchone()
        return render_template("row.html", title="row", row=found)

    @app.get("/table50")
    def table50() -> str:
        rows = connections.here().execute("SELECT id, name, text FROM thing ORDER BY id LIMIT 50").fetchall()
        return render_template("table.html", title="table", rows=rows)

    @app.route("/form/<int:key>", methods=["GET", "POST"])
    def form(key: int) -> Any:
        typed = TextForm()
        if typed.validate_on_submit():
            # Outside of a BEGIN this is a transaction of its own, on the disk when execute() returns.
            connections.here().execute("UPDATE thing SET text = ? WHERE id = ?", [typed.text.data, key])
            return redirect(request.path, 303)
        return render_template("form.html", title="form", form=typed)

    return app


class _Connections(threading.local):
    """One connection a thread, as a pool would give."""

    def __init__(self, path: str) -> None:
        self._open = connect(path)

    def here(self) -> sqlite3.Connection:
        return self._open


def connect(path: str | Path) -> sqlite3.Connection:
    """A connection with the product's pragmas; each statement commits by itself."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def fill(path: Path) -> Path:
    """The floor's database, with its rows."""
    connection = connect(path)
    connection.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL)")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO thing VALUES (?, ?, ?)",
        ((key, f"Thing {key}", f"What is to be said about thing {key}.") for key in range(1, ROWS + 1)),
    )
    connection.execute("COMMIT")
    connection.close()
    return path
