"""Error pages: what is so, why, and what to do next; and what was typed, given back."""

from typing import Any

from flask import Flask, Response, current_app, redirect, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from hackathon.database import db, is_conflict
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.forms import ReceivedForm
from hackathon.pages import me, needs_sign_in, sign_in_first
from hackathon.typed_text import kept_text, sent_pairs


def _words(code: int) -> tuple[str, str]:
    """Title and explanation of an error page."""
    known = {
        400: (_("This request could not be read"), _("Go back, open the page again and try once more.")),
        403: (_("This is not allowed now"), _("If you think it should be, ask the organisers of the event.")),
        404: (
            _("There is nothing at this address"),
            _("The address may have a typing mistake, or what was here is not public. Nothing else is wrong."),
        ),
        405: (_("This address does not take that"), _("Open the page again from its menu.")),
        409: (_("Somebody saved before you"), _("Open the page again and compare before you save.")),
        413: (_("This is too large"), _("Shorten the text or choose a smaller file, and send it again.")),
        422: (_("This could not be done"), _("Read the reason, correct it and try again.")),
        429: (_("Too many tries"), _("Wait a minute and try again. Nothing was lost.")),
        503: (_("The server is very busy"), _("Nothing was lost. Try again in a moment.")),
        507: (
            _("The server's disk is full"),
            _("Nothing was stored. Keep this page open, tell the organisers, and send it again when they say so."),
        ),
    }
    failure = (_("Something failed on our side"), _("It has been written down. Try again; if it goes on, tell us."))
    return known.get(code, failure)


def page(code: int, reason: str = "") -> tuple[Any, int]:
    """The error page of this status, with the reason and whatever was typed."""
    title, next_step = _words(code)
    try:
        return render_template(
            "errors/error.html", code=code, title=title, why=reason, next_step=next_step, kept=kept_text()
        ), code
    except Exception:
        current_app.logger.exception("The error page failed at %s", request.path)
        words = "Something failed on our side. Try again in a moment.\nAlgo falló de nuestro lado. Intente de nuevo.\n"
        return Response(words, status=500, mimetype="text/plain"), 500


def _refused(refusal: RuleBroken) -> Any:
    db.session.rollback()
    if isinstance(refusal, NotAllowed) and (answer := _earlier_answer()):
        return answer
    return page(refusal.status, _(refusal.reason, **refusal.values))


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    if error.code == 404 and (earlier := _earlier_answer()):
        return earlier
    answer = page(error.code)
    allowed = getattr(error, "valid_methods", None)
    return (*answer, {"Allow": ", ".join(allowed)}) if allowed else answer


def _earlier_answer() -> Any:
    """The first answer to this very form, when it was stored.

    What it did may be why it is refused now (who joined is in a team already), and a sign-in changes its token.
    """
    key = next((value[:64] for name, value in sent_pairs() if name.endswith("idempotency_key")), "")
    earlier = db.session.get(ReceivedForm, key) if key.isprintable() and key else None  # PostgreSQL takes no NUL
    if earlier is None or earlier.endpoint != request.endpoint or not earlier.location:
        return None
    if earlier.person_id is not None and earlier.person_id != getattr(me().person, "id", None):
        return None  # another person's answer: not even where it led
    return redirect(earlier.location, 303)


def _csrf(error: CSRFError) -> Any:
    if earlier := _earlier_answer():
        return earlier
    if needs_sign_in():  # the sign-in ended while somebody was writing: its token went with it
        return sign_in_first()
    return page(
        400,
        _(
            "The form was opened too long ago, or in another sign-in, so we cannot be sure that it was you who sent it. "
            "Open it again and copy your text from below."
        ),
    )


def _database(failure: OperationalError) -> tuple[Any, int]:
    db.session.rollback()
    if is_conflict(failure):
        return page(503)
    if "full" in str(failure.orig) or getattr(failure.orig, "sqlstate", "") == "53100":
        return page(507)
    return _unexpected(failure)


def _unexpected(failure: Exception) -> tuple[Any, int]:
    current_app.logger.exception("Unexpected failure at %s %s", request.method, request.path, exc_info=failure)
    db.session.rollback()
    return page(500)


def init_app(app: Flask) -> None:
    """Answer every refusal and failure with a page."""
    app.register_error_handler(RuleBroken, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(HTTPException, _http)
    if not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _unexpected)
