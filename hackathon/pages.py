"""The edge of every page: who is asking, what they may, in which language, and how a refusal looks.

`@rule` declares a route's permission and loader; the application refuses to start when a route has none.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask_babel import Babel
from flask_login import LoginManager, current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Request, Response

from hackathon import clock, drawings, permissions
from hackathon.database import db, is_conflict, language
from hackathon.errors import AlreadyDone, Busy, FormRefused, Misconfigured, NotAllowed
from hackathon.permissions import RULES, Rule, Standing, Verdict, standing_of
from hackathon.typed_text import seal_draft
from hackathon.writers import BUSY

LANGUAGES = {"es": "Español", "en": "English"}
ATTEMPTS = 3
KEEP = "hackathon.keep"
"""In a request's environment: whether its route lets the page be kept."""

login_manager = LoginManager()
babel = Babel()


def me() -> Standing:
    """The Standing of whoever asks, in the event of the address. Read afresh inside each transaction."""
    standings = db.session.info.setdefault("standings", {})
    slug = (request.view_args or {}).get("event")
    if slug not in standings:
        person = current_user.person if current_user.is_authenticated else None
        event = permissions.PARTS["event"](slug) if slug and "event" in permissions.PARTS else None
        standings[slug] = standing_of(person, event)
    return standings[slug]


def can(name: str, thing: Any = None) -> Verdict:
    """Whether whoever asks may do this now; templates show the reason beside where the button would be."""
    return RULES[name](me(), thing, at=clock.now())


def rule(
    name: str, *, load: Callable[..., Any] | None = None, kept: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a route's rule and its loader.

    `load(viewer, **address)` decides what is visible: None is a 404. The rule decides what is allowed: 403 with its
    reason. The view gets what was loaded, or the address' parts when there is no loader. `kept` pages show strangers
    nothing but what the audit log knows of, to the minute: they may be answered from memory (`page_cache.py`).
    """

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**address: Any) -> Any:
            db.session.info["refused"] = None
            request.environ[KEEP] = kept
            for _ in range(ATTEMPTS):
                try:
                    return _told(_answer(view, RULES[name], load, address))
                except FormRefused as refused:
                    db.session.info["refused"] = refused  # the form of the next round tells it
                except AlreadyDone as earlier:
                    return redirect(earlier.location or request.path, 303)
                except OperationalError as failure:
                    db.session.rollback()
                    if not is_conflict(failure):
                        raise
            raise Busy(BUSY)

        guarded.rule, guarded.loader = name, load  # type: ignore[attr-defined]  # read by check_declarations()
        return guarded

    return declare


def _answer(view: Callable[..., Any], needed: Rule, load: Callable[..., Any] | None, address: dict[str, Any]) -> Any:
    db.session.info["reload"] = None
    viewer = me()
    if not needed.is_public and not viewer.is_signed_in:
        return sign_in_first()
    if load is None:
        _require(needed(viewer, None, at=clock.now()))
        return view(**address)
    thing = load(viewer, **address)
    if thing is None:
        abort(404)
    _require(needed(viewer, thing, at=clock.now()))
    db.session.info["reload"] = lambda: load(me(), **address)
    return view(thing)


def _told(answer: Any) -> Any:
    """The answer, once a refusal was told by its form; where no form took it, the refusal is the answer."""
    refused = db.session.info.get("refused")
    if refused is not None:
        raise refused.refusal
    return answer


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowed(verdict.reason, **verdict.values)


def sign_in_first() -> Any:
    """To the sign-in and back. A POST's typed text goes along, sealed, in the sign-in form itself."""
    if request.method == "POST":
        return current_app.extensions["sign_in_page"](draft=seal_draft(), status=401)
    here = request.full_path.removesuffix("?")
    return redirect(url_for("accounts.login", next=here))


def needs_sign_in() -> bool:
    """Whether this request's route is for people who are signed in, and whoever asks is not (any more)."""
    needed = RULES.get(getattr(current_app.view_functions.get(request.endpoint or ""), "rule", ""))
    return needed is not None and not needed.is_public and not me().is_signed_in


def safe_next(target: str | None) -> str | None:
    """An address of this site to go back to, or None: never another host's, however it is spelled."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    return target if target.isprintable() and "://" not in target.split("?")[0] else None


def chosen_language() -> str:
    """?lang=, then the account, then the cookie, then the browser, then Spanish."""
    asks_for_one = request.args.get("lang") in LANGUAGES
    if not asks_for_one and current_user.is_authenticated and current_user.person.language in LANGUAGES:
        return str(current_user.person.language)
    return visitors_language(request)


def visitors_language(asked: Request) -> str:
    """The language of somebody without an account, or who asks for one in the address."""
    for wish in (asked.args.get("lang"), asked.cookies.get("lang")):
        if wish in LANGUAGES:
            return str(wish)
    return asked.accept_languages.best_match(list(LANGUAGES)) or "es"


def _speak() -> None:
    language.set(chosen_language())


def _remember_language(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LANGUAGES and request.cookies.get("lang") != asked:
        secure = bool(current_app.config["HTTPS"])
        response.set_cookie("lang", str(asked), max_age=31_536_000, samesite="Lax", httponly=True, secure=secure)
    return response


def _other_language_address() -> str:
    other = "en" if language.get() == "es" else "es"
    if request.endpoint is None or request.method != "GET":
        return f"/?lang={other}"
    # Written out, not by url_for: what a visitor puts into a query must not become one of its options.
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.script_root}{quote(request.path)}?{urlencode([*kept, ('lang', other)])}"


def _for_templates() -> dict[str, Any]:
    return {"current_language": language.get()}


# Macros are imported without a page's context, so that what they need is global.
TEMPLATE_GLOBALS: dict[str, Any] = {
    "me": me,
    "can": can,
    "languages": LANGUAGES,
    "other_language_address": _other_language_address,
    "now": clock.now,
    "drawings": drawings,
}


def check_declarations(app: Flask) -> None:
    """Refuse to start when a route has no rule, an unknown one, or an address with parts and no loader."""
    for route in app.url_map.iter_rules():
        view = app.view_functions[route.endpoint]
        if route.endpoint == "static":
            continue
        name = getattr(view, "rule", None)
        if name not in RULES:
            raise Misconfigured(f"The route {route.endpoint} ({route.rule}) declares no rule: add @rule(…).")
        if route.arguments and getattr(view, "loader", None) is None:
            raise Misconfigured(f"The route {route.endpoint} ({route.rule}) has no loader for {route.arguments}.")


def init_app(app: Flask) -> None:
    """Put language, sign-in and templates' names in place."""
    app.url_map.redirect_defaults = False  # a form sent to the longer of two addresses is answered there
    login_manager.init_app(app)
    login_manager.session_protection = None  # a LoginSession row decides, not the browser's name
    babel.init_app(app, locale_selector=lambda: language.get(), default_locale="es")
    app.before_request(_speak)
    app.after_request(_remember_language)
    app.context_processor(_for_templates)
    app.jinja_env.globals.update(TEMPLATE_GLOBALS)


def forget_this_device(response: Response) -> Response:
    """Make a shared computer forget: pages, storage and cookies of this site."""
    session.clear()
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
