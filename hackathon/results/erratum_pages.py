"""After the publication: winners are checked one by one, and what was wrong is corrected in public."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.results import erratum_actions as actions
from hackathon.results.blueprint import bp
from hackathon.results.forms import CorrectionForm, ErratumForm
from hackathon.results.models import Award, CheckKind
from hackathon.results.publication_queries import award_to_tick, checks_of, errata_of
from hackathon.results.queries import award_to_edit, awards_of, event_to_prepare
from hackathon.submissions.models import Project


@bp.route("/events/<event>/manage/results/winners", methods=["GET", "POST"])
@rule("results.correct", load=event_to_prepare)
def winners(event: Event) -> Any:
    form = CorrectionForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.correct(event, **form.changes(), by=me(), now=now)
            flash(_("The erratum is public."))
            return done(url_for("results.winners", event=event.slug))
    return _winners_page(event, form)


def _winners_page(event: Event, form: CorrectionForm, tick: ButtonForm | None = None) -> Any:
    winners: dict[Project, list[Award]] = {}
    for award in awards_of(event):
        if award.project is not None:
            winners.setdefault(award.project, []).append(award)
    page = {"winners": winners, "checks": checks_of(event), "errata": errata_of(event), "kinds": list(CheckKind)}
    tick = tick or ButtonForm(formdata=None)
    status = max(form.status, tick.status)
    return render_template("results/winners.html", event=event, form=form, tick=tick, **page), status


@bp.route("/events/<event>/manage/results/winners/<position>/<check>", methods=["POST"])
@rule("results.check_winner", load=award_to_tick)
def tick_winner(award: Award) -> Any:
    form, kind = ButtonForm(), request.path.rpartition("/")[2]
    if form.validate_on_submit():
        with transaction(award, report_to=form) as now:
            actions.tick(award, kind=kind, by=me(), now=now)
            flash(_("Ticked."))
            return done(url_for("results.winners", event=award.event.slug))
    return _winners_page(award.event, CorrectionForm(formdata=None), form)


@bp.route("/events/<event>/manage/results/winners/<position>/disqualification", methods=["GET", "POST"])
@rule("results.check_winner", load=award_to_edit)
def disqualify(award: Award) -> Any:
    form = ErratumForm()
    if form.validate_on_submit():
        with transaction(award, report_to=form) as now:
            actions.disqualify(award, **form.changes(), by=me(), now=now)
            flash(_("The erratum is public, and whoever follows in the order moved up."))
            return done(url_for("results.winners", event=award.event.slug))
    return render_template("results/disqualify.html", event=award.event, award=award, form=form), form.status
