"""The prizes of an event: announced, changed and taken back until the jury begins to score."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from hackathon.challenges.queries import challenges_of
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.forms import ButtonForm, done
from hackathon.jury.rubric_queries import rubric_of
from hackathon.pages import me, rule
from hackathon.results import actions, queries
from hackathon.results.blueprint import bp
from hackathon.results.forms import PrizeForm
from hackathon.results.models import Award


@bp.route("/events/<event>/manage/prizes", methods=["GET", "POST"])
@rule("results.prepare", load=queries.event_to_prepare)
def prizes(event: Event) -> Any:
    form = PrizeForm(**_things(event))
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.add_prize(event, **form.values(), by=me(), now=now)
            flash(_("The prize is announced."))
            return done(url_for("results.prizes", event=event.slug))
    return _prizes_page(event, form)


def _prizes_page(event: Event, form: PrizeForm, usual: ButtonForm | None = None) -> Any:
    usual = usual or ButtonForm(formdata=None)
    awards, status = queries.awards_of(event), max(form.status, usual.status)
    return render_template("results/prizes.html", event=event, awards=awards, form=form, usual=usual), status


@bp.route("/events/<event>/manage/prizes/usual", methods=["POST"])
@rule("results.prepare", load=queries.event_to_prepare)
def usual_prizes(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.announce_usual_prizes(event, by=me(), now=now, amounts=False)
            flash(_("The prizes are announced. Open each to say its amount, or what else is given."))
            return done(url_for("results.prizes", event=event.slug))
    return _prizes_page(event, PrizeForm(formdata=None, **_things(event)), form)


@bp.route("/events/<event>/manage/prizes/<position>", methods=["GET", "POST"])
@rule("results.prepare", load=queries.award_to_edit)
def prize(award: Award) -> Any:
    form = PrizeForm(**_things(award.event), obj=award)
    if form.validate_on_submit():
        with transaction(award, report_to=form) as now:
            actions.edit_prize(award, **form.values(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("results.prizes", event=award.event.slug))
    return render_template(
        "results/prize.html", event=award.event, award=award, form=form, removing=ButtonForm()
    ), form.status


@bp.route("/events/<event>/manage/prizes/<position>/removal", methods=["POST"])
@rule("results.prepare", load=queries.award_to_edit)
def remove_prize(award: Award) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(award) as now:
            event = award.event
            actions.remove_prize(award, by=me(), now=now)
            flash(_("The prize is taken back."))
            return done(url_for("results.prizes", event=event.slug))
    return redirect(url_for("results.prizes", event=award.event.slug))


def _things(event: Event) -> dict[str, dict[str, str]]:
    """What a special prize may be for."""
    return {
        "criteria": {criterion.key: str(criterion.name) for criterion in rubric_of(event).criteria},
        "challenges": {one.code: f"{one.code} {one.title}" for one in challenges_of(event)},
    }
