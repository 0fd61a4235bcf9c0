"""Pages about one juror or one sheet, for those who oversee the jury: conflicts, leaving, exclusion, opening again."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.forms import BaseForm, done
from hackathon.jury import exclusion_actions, invitation_queries, round_policy, round_queries
from hackathon.jury.blueprint import bp
from hackathon.jury.conflicts import Cause
from hackathon.jury.desk import Juror
from hackathon.jury.models import JuryAssignment
from hackathon.jury.round_forms import ExcludeForm, KnowForm, ReasonForm, ReopenForm
from hackathon.pages import me, rule


@bp.route("/events/<event>/manage/rounds/jurors/<invitation>", methods=["GET", "POST"])
@rule("jury.manage", load=invitation_queries.juror_with_id)
def know_juror(juror: Juror) -> Any:
    event, one = juror.invitation.event, juror.invitation
    form = _know_form(event, juror)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            exclusion_actions.know_juror(one, **_known(form), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("jury.know_juror", event=event.slug, invitation=one.public_id))
    verdict = round_policy.may_know_juror(me(), one, at=clock.now())
    mentors = round_queries.mentors_among(event, [one])
    named = [round_queries.named_in(conflict) for conflict in one.conflicts]
    return render_template("jury/know_juror.html", event=event, juror=juror, form=form, verdict=verdict, named=named, is_mentor=bool(mentors)), form.status  # fmt: skip


def _know_form(event: Event, juror: Juror) -> KnowForm:
    mine = [conflict for conflict in juror.invitation.conflicts if "kind" in conflict]
    data = {
        "limits": juror.invitation.limits,
        "teams": [conflict["team_id"] for conflict in mine if "team_id" in conflict],
        "challenges": [conflict["challenge_id"] for conflict in mine if "challenge_id" in conflict],
    }
    if mine:
        data |= {"cause": mine[-1]["kind"], "words": mine[-1]["cause"]}
    challenges = round_queries.challenges_of(event)
    teams = {team.id: team.name for team in invitation_queries.teams_to_declare(event)}
    return KnowForm(challenges=challenges, teams=teams, data=data)


def _known(form: KnowForm) -> dict[str, Any]:
    return {
        "limits": form.limits.data or [],
        "teams": form.teams.data or [],
        "challenges": form.challenges.data or [],
        "cause": Cause(form.cause.data or Cause.OTHER),
        "words": form.words.data or "",
    }


@bp.route("/events/<event>/manage/rounds/jurors/<invitation>/leaving", methods=["GET", "POST"])
@rule("jury.manage", load=invitation_queries.juror_with_id)
def let_go(juror: Juror) -> Any:
    words = _("%(name)s left the jury: what they signed counts. Repair the round to fill the empty seats.", name=juror.invitation.name)  # fmt: skip
    return _dismissal(
        juror, "jury/let_go.html", exclusion_actions.let_go, round_policy.may_know_juror, words, kind=ReasonForm
    )


@bp.route("/events/<event>/manage/rounds/jurors/<invitation>/exclusion", methods=["GET", "POST"])
@rule("jury.manage", load=invitation_queries.juror_with_id)
def exclude_juror(juror: Juror) -> Any:
    words = _("%(name)s is excluded: nothing of theirs counts.", name=juror.invitation.name)
    act, may = exclusion_actions.exclude_juror, round_policy.may_exclude_juror
    return _dismissal(juror, "jury/exclude_juror.html", act, may, words, kind=ExcludeForm)


def _dismissal(juror: Juror, template: str, act: Any, may: Any, words: str, *, kind: type[BaseForm]) -> Any:
    """A page with a reason and one act at a juror."""
    event, form = juror.invitation.event, kind()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            act(juror.invitation, reason=form.reason.data, by=me(), now=now)
            flash(words)
            return done(url_for("jury.rounds", event=event.slug))
    verdict = may(me(), juror.invitation, at=clock.now())
    return render_template(template, event=event, juror=juror, form=form, verdict=verdict), form.status


@bp.route("/events/<event>/manage/rounds/seats/<assignment>/exclusion", methods=["GET", "POST"])
@rule("jury.manage", load=round_queries.managed_seat)
def exclude_sheet(assignment: JuryAssignment) -> Any:
    form = ExcludeForm()
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            exclusion_actions.exclude_sheet(assignment, reason=form.reason.data, by=me(), now=now)
            flash(_("The sheet leaves every number; it stays in the log as excluded."))
            return done(_round_of(assignment))
    verdict = round_policy.may_exclude_sheet(me(), assignment, at=clock.now())
    return _seat_page("jury/exclude_sheet.html", assignment, form, verdict)


@bp.route("/events/<event>/manage/rounds/seats/<assignment>/reopening", methods=["GET", "POST"])
@rule("jury.see_rounds", load=round_queries.overseen_seat)
def reopen_sheet(assignment: JuryAssignment) -> Any:
    form = ReopenForm()
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            said = {"reason": form.reason.data, "absence": form.absence.data or ""}
            exclusion_actions.reopen_sheet(assignment, **said, by=me(), now=now)
            flash(_("The sheet is open again: its juror can change it, and signs it anew."))
            return done(_round_of(assignment))
    verdict = round_policy.may_reopen_sheet(me(), assignment, at=clock.now())
    return _seat_page("jury/reopen_sheet.html", assignment, form, verdict)


def _seat_page(template: str, assignment: JuryAssignment, form: Any, verdict: Any) -> Any:
    event = assignment.round.event
    return render_template(template, event=event, seat=assignment, form=form, verdict=verdict), form.status


def _round_of(assignment: JuryAssignment) -> str:
    return url_for("jury.show_round", event=assignment.round.event.slug, number=assignment.round.number)
