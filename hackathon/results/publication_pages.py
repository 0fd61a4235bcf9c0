"""The steps from the frozen order to the public one: confirmed by another organiser, published at once or at an hour."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.results import publication_actions as actions
from hackathon.results.blueprint import bp
from hackathon.results.forms import HourForm, SeenForm, WaiverForm
from hackathon.results.preparing_pages import preparation
from hackathon.results.publication_queries import Desk, desk_to_prepare


def _step(event: Event, form: Any, name: str, act: Callable[..., Any], said: str, **values: Any) -> Any:
    """One step: done and back on the page, or refused there with what was typed."""
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            act(event, **form.values(event), **values, by=me(), now=now)
            flash(said)
            return done(url_for("results.prepare", event=event.slug))
    return preparation(event, **{name: form})


@bp.route("/events/<event>/manage/results/confirmation", methods=["POST"])
@rule("results.confirm", load=desk_to_prepare)
def confirm(desk: Desk) -> Any:
    return _step(desk.event, SeenForm(prefix="confirm-"), "confirm", actions.confirm, _("The order is confirmed."))


@bp.route("/events/<event>/manage/results/waiver", methods=["POST"])
@rule("results.waive", load=desk_to_prepare)
def waive(desk: Desk) -> Any:
    said = _("Recorded: nobody else confirms this order, and your reason is published.")
    return _step(desk.event, WaiverForm(prefix="waive-"), "waive", actions.waive, said)


@bp.route("/events/<event>/manage/results/publication", methods=["POST"])
@rule("results.publish", load=desk_to_prepare)
def publish(desk: Desk) -> Any:
    form = SeenForm(prefix="publish-")
    if form.validate_on_submit():
        with transaction(desk.event, report_to=form) as now:
            actions.publish(desk.event, **form.values(desk.event), by=me(), now=now)
            flash(_("The results are public."))
            return done(url_for("results.show", event=desk.event.slug))
    return preparation(desk.event, publish=form)


@bp.route("/events/<event>/manage/results/hour", methods=["POST"])
@rule("results.publish", load=desk_to_prepare)
def set_hour(desk: Desk) -> Any:
    form = HourForm(prefix="hour-")
    form.zone = desk.event.timezone
    return _step(desk.event, form, "hour", actions.set_hour, _("The results come out by themselves at this hour."))


@bp.route("/events/<event>/manage/results/hour/cancellation", methods=["POST"])
@rule("results.cancel_release", load=desk_to_prepare)
def cancel_hour(desk: Desk) -> Any:
    form = ButtonForm(prefix="cancel-")
    if form.validate_on_submit():
        with transaction(desk.event, report_to=form) as now:
            actions.cancel_hour(desk.event, by=me(), now=now)
            flash(_("The hour is cancelled. The order stays frozen and confirmed."))
            return done(url_for("results.prepare", event=desk.event.slug))
    return preparation(desk.event, cancel=form)
