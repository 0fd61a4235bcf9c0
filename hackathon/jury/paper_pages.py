"""Paper sheets: finding one by its code, typing it in, and typing it again as the person who checks it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import done
from hackathon.jury import paper_actions, paper_queries, round_policy, rubric_queries
from hackathon.jury.blueprint import bp
from hackathon.jury.models import JuryAssignment
from hackathon.jury.paper_form import PaperForm, paper_form
from hackathon.jury.rubric_models import Rubric
from hackathon.pages import me, rule

LONGEST = 40


@bp.route("/events/<event>/manage/rounds/papers")
@rule("jury.manage", load=managed_event)
def papers(event: Event) -> Any:
    typed = request.args.get("code", "")[:LONGEST]
    seat = paper_queries.seat_with_code(event, typed) if typed else None
    if seat is not None:
        return redirect(url_for("jury.type_paper", event=event.slug, assignment=seat.public_id))
    found = paper_queries.papers_of(event)
    return render_template("jury/papers.html", event=event, papers=found, typed=typed), 404 if typed else 200


@bp.route("/events/<event>/manage/rounds/papers/<assignment>", methods=["GET", "POST"])
@rule("jury.manage", load=paper_queries.paper_seat)
def type_paper(assignment: JuryAssignment) -> Any:
    event, rubric = assignment.round.event, rubric_queries.rubric_of_round(assignment.round)
    form = _form(assignment, rubric)
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            paper_actions.read_paper(assignment, marks=form.marks, comment=form.comment.data or "", by=me(), now=now)
            return done(_after(assignment))
    readings = paper_queries.readings_seen_by(me(), assignment)
    compared = paper_queries.differences(readings, [line.key for line in rubric.criteria])
    verdict = round_policy.may_type_paper(me(), assignment, at=clock.now())
    return render_template("jury/type_paper.html", event=event, seat=assignment, rubric=rubric, form=form, readings=readings, compared=compared, verdict=verdict), form.status  # fmt: skip


def _form(assignment: JuryAssignment, rubric: Rubric) -> PaperForm:
    mine = next((one for one in assignment.readings if one.reader_id == me().person.id), None)
    latest = max(assignment.readings, key=lambda one: one.read_at, default=None)
    said = mine or latest
    return paper_form(rubric, mine, said.comment if said else "")


def _after(assignment: JuryAssignment) -> str:
    """To the next sheet; where two people read otherwise, back to this one, which shows both."""
    event, title = assignment.round.event, assignment.project.title
    if not assignment.sheet.is_signed and len(assignment.readings) > 1:
        return url_for("jury.type_paper", event=event.slug, assignment=assignment.public_id)
    if assignment.sheet.is_signed:
        flash(_("Both readings of “%(project)s” say the same: it counts as signed on paper.", project=title))
    else:
        flash(_("“%(project)s” is kept. Now a second person types the same paper.", project=title))
    return url_for("jury.papers", event=event.slug)
