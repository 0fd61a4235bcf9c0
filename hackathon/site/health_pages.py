"""For machines that watch this installation: is the process alive, and can it serve. Plain text, in English."""

from typing import Any

from flask import Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from hackathon.pages import rule
from hackathon.readiness import is_at_newest_migration
from hackathon.site.blueprint import bp


@bp.route("/healthz")
@rule("anyone")
def alive() -> Any:
    """The process answers; a database that is down is no reason to start it anew."""
    return _said("alive")


@bp.route("/readyz")
@rule("anyone")
def ready() -> Any:
    """Whether a balancer may send visitors here. What exactly is wrong stands in the log, not before strangers."""
    try:
        is_ready = is_at_newest_migration()
    except SQLAlchemyError:
        current_app.logger.exception("The database does not answer")
        return _said("no database", 503)
    return _said("ready") if is_ready else _said("migrations missing: run `flask db upgrade`", 503)


def _said(words: str, status: int = 200) -> Response:
    return Response(f"{words}\n", status=status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
