"""create_app(): settings, extensions, rooms, error pages, commands. It knows every room; no room knows it."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from hackathon import (
    config,
    headers,
    jobs,
    navigation,
    net,
    page_cache,
    pages,
    permissions,
    refusals,
    rich_text,
    show,
    well_formed,
)
from hackathon.database import db
from hackathon.errors import Misconfigured

# Lowest room first: a room's tables may point at those before it.
ROOMS = (
    "accounts",
    "events",
    "portal",
    "challenges",
    "registration",
    "teams",
    "submissions",
    "jury",
    "results",
    "site",
    "demo",
)
PARTS_OF_A_ROOM = ("models", "policy", "routes", "jobs", "commands")

csrf = CSRFProtect()
migrate = Migrate()


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application. `overrides` are settings by name, without prefix; raises Misconfigured when they are wrong."""
    app = Flask(__name__, root_path=str(config.ROOT), static_folder="static", template_folder="templates")
    settings = config.load(overrides)
    app.config.update(settings)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings["DATABASE_URL"],
        MAX_CONTENT_LENGTH=settings["MAX_BODY"],
        MAX_FORM_MEMORY_SIZE=settings["MAX_BODY"],
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings["HTTPS"],
        WTF_CSRF_TIME_LIMIT=None,  # people write for hours
        WTF_CSRF_SSL_STRICT=False,  # the token decides; a missing Referer is no reason to lose a text
        BABEL_TRANSLATION_DIRECTORIES=str(config.ROOT / "translations"),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    _compile_translations(config.ROOT / "translations")
    page_cache.init_app(app)
    if settings["TRUSTED_PROXIES"]:
        hops = settings["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # how WSGI layers are put around Flask
    db.init_app(app)
    migrate.init_app(app, db, directory=str(config.ROOT / "migrations"))
    for shared in (pages, well_formed, headers, refusals, show, navigation):
        shared.init_app(app)
    csrf.init_app(app)  # after pages: its refusal is told in the visitor's language
    app.add_template_filter(rich_text.rich_text)
    app.add_template_filter(rich_text.foreign_text)
    app.add_template_filter(rich_text.first_words)
    app.add_template_filter(net.safe_link)
    app.extensions["net"] = net.from_settings(settings)
    app.extensions["queue"] = jobs.make_queue(app)
    for room in ROOMS:
        _open(app, room)
    _commands(app)
    pages.check_declarations(app)
    return app


def _open(app: Flask, room: str) -> None:
    """Bring in a room's files: tables, rules, routes, handlers of jobs, commands, and what it offers to others."""
    for part in PARTS_OF_A_ROOM:
        name = f"hackathon.{room}.{part}"
        if find_spec(f"hackathon.{room}") is None or find_spec(name) is None:
            continue
        module = import_module(name)
        if part == "routes":
            app.register_blueprint(module.bp)
            permissions.PARTS.update(getattr(module, "STANDING_PARTS", {}))
            app.extensions.update(getattr(module, "EXTENSIONS", {}))
        if part == "commands":
            app.cli.add_command(module.cli)


def _commands(app: Flask) -> None:
    shared = import_module("hackathon.commands")
    for command in shared.COMMANDS:
        app.cli.add_command(command)


def _compile_translations(folder: Path) -> None:
    """Make the binary catalogues that are missing or older than their text.

    A folder that cannot be written keeps the old ones; raises Misconfigured where it has none.
    """
    for source in folder.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            _compile(source, target)
        except OSError as refused:
            if not target.exists():
                words = f"{target} is missing and cannot be written: run `pybabel compile -d {folder}` as its owner."
                raise Misconfigured(words) from refused


def _compile(source: Path, target: Path) -> None:
    """Put the whole catalogue in place at once: another process may read it, or make it, at the same moment."""
    with source.open("rb") as text:
        catalog = read_po(text, locale=source.parts[-3])
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f"{target.name}.", delete=False) as binary:
        fresh = Path(binary.name)
        try:
            write_mo(binary, catalog)
            binary.flush()
            fresh.chmod(0o644)  # made for its owner alone, and read by whoever serves the pages
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
