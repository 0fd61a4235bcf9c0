"""Pages of the rounds for those who oversee the jury: the plan, the draw, progress, repair, visits, closing."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import BaseForm, done
from hackathon.jury import (
    invitation_queries,
    oversight,
    plan_quality,
    round_actions,
    round_policy,
    round_queries,
    rubric_queries,
    visit_actions,
    visit_queries,
)
from hackathon.jury.blueprint import bp
from hackathon.jury.models import JudgingRound, RoundKind
from hackathon.jury.plan_form import PlanForm
from hackathon.jury.round_forms import CloseForm, MendForm, NeedForm, OpenForm, VisitForm, visit_form
from hackathon.pages import me, rule


@bp.route("/events/<event>/manage/rounds", methods=["GET", "POST"])
@rule("jury.manage", load=managed_event)
def rounds(event: Event) -> Any:
    form = _plan_form(event)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            round_actions.plan_rounds(event, form.texts(), by=me(), now=now)
            flash(_("The rounds are planned. Below is what opening the next one would give."))
            return done(url_for("jury.rounds", event=event.slug))
    return _rounds_page(event, form, OpenForm(formdata=None))


def _plan_form(event: Event) -> PlanForm:
    return PlanForm.of(round_queries.rounds_of(event), rubric_queries.rubrics_of(event))


def _rounds_page(event: Event, form: PlanForm, opening: OpenForm) -> Any:
    planned = round_queries.rounds_of(event)
    coming = round_queries.next_round(planned) or (None if planned else round_actions.unplanned(event))
    preview = oversight.preview_of(coming) if coming is not None and _is_known(coming) else None
    need = NeedForm(request.args)
    return render_template(
        "jury/rounds.html",
        event=event,
        rounds=planned,
        coming=coming,
        preview=preview,
        form=form,
        opening=opening,
        need=need,
        needed=_needed(preview, need),
        may_open=round_policy.may_open_round(me(), event, at=clock.now()),
        may_plan=round_policy.may_plan_rounds(me(), event, at=clock.now()),
    ), max(form.status, opening.status)


def _is_known(coming: JudgingRound) -> bool:
    """Whether it is known what this round judges: a final's projects are chosen when it opens."""
    return coming.kind != RoundKind.FINAL


def _needed(preview: oversight.Preview | None, need: NeedForm) -> dict[str, int] | None:
    """Jurors and minutes that the plan takes, `J = P·K·t/T`."""
    if preview is None or not need.validate():
        return None
    minutes, time = need.minutes.data or 10, need.time.data or 120
    each = preview.ground.judging.per_project or len(preview.jurors)
    jurors = plan_quality.jurors_needed(projects=len(preview.projects), each=each, minutes=minutes, time=time)
    heaviest = plan_quality.minutes_needed(preview.heaviest, minutes=minutes)
    return {"jurors": jurors, "minutes": heaviest, "time": time}


@bp.route("/events/<event>/manage/rounds/opening", methods=["POST"])
@rule("jury.manage", load=managed_event)
def open_round(event: Event) -> Any:
    form = OpenForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            opened = round_actions.open_round(event, wanted=form.wanted.data, by=me(), now=now)
            flash(_("The round is open: every juror sees the projects to judge."))
            return done(_page_of(opened))
    return _rounds_page(event, _plan_form(event), form)


def _page_of(judging: JudgingRound) -> str:
    return url_for("jury.show_round", event=judging.event.slug, number=judging.number)


@bp.route("/events/<event>/manage/rounds/<int:number>")
@rule("jury.see_rounds", load=round_queries.overseen_round)
def show_round(judging: JudgingRound) -> Any:
    progress = oversight.progress_of(judging) if judging.opened_at else None
    return render_template(
        "jury/show_round.html",
        event=judging.event,
        round=judging,
        progress=progress,
        excluded=[seat for seat in round_queries.excluded_seats(judging.event) if seat.round_id == judging.id],
        names=invitation_queries.names_by_person(judging.event),
    )


@bp.route("/events/<event>/manage/rounds/<int:number>/repair", methods=["GET", "POST"])
@rule("jury.manage", load=round_queries.managed_round)
def mend_round(judging: JudgingRound) -> Any:
    form = MendForm()
    if form.validate_on_submit():
        with transaction(judging, report_to=form) as now:
            given = round_actions.mend_round(judging, seen=form.seen.data or "", by=me(), now=now)
            flash(ngettext("%(num)s seat was given.", "%(num)s seats were given.", given))
            return done(_page_of(judging))
    progress = oversight.progress_of(judging)
    mending = progress.mending
    form.seen.data = round_actions.fingerprint(mending.given, mending.taken)
    verdict = round_policy.may_mend_round(me(), judging, at=clock.now())
    return _page("jury/mend_round.html", judging, form, progress=progress, verdict=verdict)


def _page(template: str, judging: JudgingRound, form: BaseForm, **values: Any) -> Any:
    return render_template(template, event=judging.event, round=judging, form=form, **values), form.status


@bp.route("/events/<event>/manage/rounds/<int:number>/closing", methods=["GET", "POST"])
@rule("jury.manage", load=round_queries.managed_round)
def close_round(judging: JudgingRound) -> Any:
    form = CloseForm(data={"quorum": judging.quorum})
    if form.validate_on_submit():
        with transaction(judging, report_to=form) as now:
            said = {"quorum": form.quorum.data, "reason": form.reason.data or ""}
            round_actions.close_round(judging, **said, by=me(), now=now)
            flash(_("The round is closed."))
            return done(_page_of(judging))
    verdict = round_policy.may_close_round(me(), judging, at=clock.now())
    state = oversight.closing_state(judging)
    projects = {project.slug: project for project in round_queries.entries_of(judging)}
    return _page("jury/close_round.html", judging, form, state=state, projects=projects, verdict=verdict)


@bp.route("/events/<event>/manage/rounds/<int:number>/timetable", methods=["GET", "POST"])
@rule("jury.manage", load=round_queries.managed_round)
def visits(judging: JudgingRound) -> Any:
    table = visit_queries.visits_of(judging)
    form = visit_form(judging, table.begins, judging.visit_minutes, table.typed_places)
    if form.validate_on_submit():
        with transaction(judging, report_to=form) as now:
            visit_actions.plan_visits(judging, **_said(form), by=me(), now=now)
            flash(_("Every visit has its hour."))
            return done(url_for("jury.visits", event=judging.event.slug, number=judging.number))
    verdict = round_policy.may_plan_visits(me(), judging, at=clock.now())
    return _page("jury/visits.html", judging, form, table_of=table, verdict=verdict)


def _said(form: VisitForm) -> dict[str, Any]:
    return {
        "begins": form.begins,
        "minutes": form.minutes.data,
        "together": form.panel.data,
        "places": form.place_names,
    }
