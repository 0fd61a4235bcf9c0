"""The pages of a juror: the list, a sheet, stepping aside, the signature."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon import clock
from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.jury import actions, policy, queries
from hackathon.jury.blueprint import bp
from hackathon.jury.comparison import compared_with_others
from hackathon.jury.desk import Desk
from hackathon.jury.forms import RecuseForm, sheet_form
from hackathon.jury.models import JuryAssignment
from hackathon.pages import me, rule


@bp.route("/events/<event>/jury")
@rule("jury.judge", load=queries.desk)
def desk(desk: Desk) -> Any:
    is_over = policy.is_scoring_over(desk.event, clock.now()) and desk.event.results_published_at is None
    compared = compared_with_others(desk, me().person) if is_over and desk.seats else None
    return render_template("jury/desk.html", desk=desk, event=desk.event, compared=compared)


@bp.route("/events/<event>/jury/<assignment>", methods=["GET", "POST"])
@rule("jury.judge", load=queries.my_assignment)
def sheet(assignment: JuryAssignment) -> Any:
    event = assignment.round.event
    own = queries.desk_in(event, me().person, assignment.round)
    form = sheet_form(own.rubric, assignment.sheet)
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            actions.save_sheet(assignment, scores=form.scores, **form.texts, by=me(), now=now)
            return done(_after(assignment))
    verdict = policy.may_score(me(), assignment, at=clock.now())
    shown = queries.project_to_judge(assignment)
    return render_template("jury/sheet.html", assignment=assignment, event=event, desk=own, form=form, project=shown, verdict=verdict), form.status  # fmt: skip


def _after(assignment: JuryAssignment) -> str:
    """To the next project without a whole sheet; to the signature when there is none."""
    event = assignment.round.event
    following = queries.desk_in(event, me().person, assignment.round).after(assignment)
    if following is None:
        return url_for("jury.sign", event=event.slug)
    return url_for("jury.sheet", event=event.slug, assignment=following.assignment.public_id)


@bp.route("/events/<event>/jury/<assignment>/recusal", methods=["GET", "POST"])
@rule("jury.recuse", load=queries.my_assignment)
def recusal(assignment: JuryAssignment) -> Any:
    event, form = assignment.round.event, RecuseForm()
    title = queries.project_to_judge(assignment)["title"]
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            actions.recuse(assignment, cause=form.cause.data, by=me(), now=now)
            flash(_("You do not judge “%(project)s”.", project=title))
            return done(url_for("jury.desk", event=event.slug))
    return render_template("jury/recusal.html", assignment=assignment, event=event, title=title, form=form), form.status


@bp.route("/events/<event>/jury/sign", methods=["GET", "POST"])
@rule("jury.judge", load=queries.desk)
def sign(desk: Desk) -> Any:
    form = ButtonForm(obj=desk)
    if form.validate_on_submit():
        with transaction(desk.event, report_to=form) as now:
            signed = actions.sign(desk, by=me(), now=now)
            flash(ngettext("%(num)s sheet signed.", "%(num)s sheets signed.", len(signed)))
            return done(url_for("jury.desk", event=desk.event.slug))
    verdict = policy.may_sign(me(), desk.event, at=clock.now())
    return render_template("jury/sign.html", desk=desk, event=desk.event, form=form, verdict=verdict), form.status
