"""What a juror's device asks for behind the pages: one sheet as it is stored, its changes, the worker that keeps pages.

The form and its rule are the sheet's own; only the answer is for a script. A change that was stored leads, like that of
every form, to another address, which says what is stored now: sent twice, it is stored once and answered the same.
"""

import json
from pathlib import Path
from typing import Any

from flask import Response, current_app, render_template, url_for
from flask_wtf.csrf import generate_csrf

from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.forms import done
from hackathon.jury import actions, queries
from hackathon.jury.blueprint import bp
from hackathon.jury.desk import Desk
from hackathon.jury.forms import SheetForm, sheet_form
from hackathon.jury.models import JuryAssignment
from hackathon.pages import me, rule
from hackathon.show import local_time


@bp.route("/events/<event>/jury/<assignment>/saved")
@rule("jury.judge", load=queries.my_assignment)
def saved(assignment: JuryAssignment) -> Any:
    return _answer(_stored(assignment))


@bp.route("/events/<event>/jury/<assignment>/changes", methods=["POST"])
@rule("jury.judge", load=queries.my_assignment)
def changes(assignment: JuryAssignment) -> Any:
    event = assignment.round.event
    form = _form_of(assignment)
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            actions.save_sheet(assignment, scores=form.scores, **form.texts, by=me(), now=now)
            return done(url_for("jury.saved", event=event.slug, assignment=assignment.public_id))
    reasons = [*form.refusals, *(str(error) for field in form for error in field.errors)]
    return _answer(_stored(assignment) | {"reason": " ".join(reasons)}), form.status


def _answer(said: dict[str, Any]) -> Response:
    return Response(json.dumps(said, ensure_ascii=False), mimetype="application/json")


def _form_of(assignment: JuryAssignment) -> SheetForm:
    desk = queries.desk_in(assignment.round.event, me().person, assignment.round)
    return sheet_form(desk.rubric, assignment.sheet)


def _stored(assignment: JuryAssignment) -> dict[str, Any]:
    """The sheet as it is stored now, in the names of its form, and a token for what is sent next."""
    sheet, form = assignment.sheet, _form_of(assignment)
    return {
        "version": sheet.version,
        "savedAt": local_time(sheet.saved_at, assignment.round.event.timezone, "time"),
        "isSigned": sheet.is_signed,
        "values": form.stored,
        "token": generate_csrf(),
    }


@bp.route("/events/<event>/jury/offline")
@rule("jury.judge", load=queries.desk)
def offline(desk: Desk) -> Any:
    return render_template("jury/offline.html", event=desk.event)


@bp.route("/events/<event>/jury/worker.js")
@rule("anyone", load=visible_event)
def worker(event: Event) -> Any:
    script = Path(str(current_app.static_folder), "js/jury-worker.js").read_bytes()
    answer = Response(script, mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = url_for("jury.desk", event=event.slug)
    return answer
