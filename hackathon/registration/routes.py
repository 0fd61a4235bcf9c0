"""Pages of registrations: one's own consents, and the organisers' list."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.accounts.actions import log_access
from hackathon.accounts.queries import standing_consents
from hackathon.csv_text import csv_of
from hackathon.database import language, transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import done
from hackathon.pages import me, rule
from hackathon.registration import actions, queries
from hackathon.registration.forms import ConsentsForm
from hackathon.registration.models import Registration
from hackathon.show import local_time

ROWS = 50

bp = Blueprint("registration", __name__)

STANDING_PARTS = {"registration": queries.registration_of}


@bp.route("/events/<event>/me/consents", methods=["GET", "POST"])
@rule("registration.change_consents", load=queries.own_registration)
def consents(registration: Registration) -> Any:
    event = me().event
    given = {consent.purpose for consent in standing_consents(me().person, queries.about(event))}
    form = ConsentsForm(registration, given)
    if form.validate_on_submit():
        said = {"language": language.get(), "address": request.remote_addr or ""}
        with transaction(registration, report_to=form) as now:
            actions.change_consents(registration, form.chosen, by=me(), now=now, **said)
            flash(_("Saved."))
            return done(url_for("registration.consents", event=event.slug))
    return render_template("registration/consents.html", event=event, registration=registration, form=form), form.status


@bp.route("/events/<event>/manage/registrations")
@rule("registration.list", load=managed_event)
def registrations(event: Event) -> Any:
    start = {name: request.args.get(name, "")[:24] for name in ("before", "after")}
    with transaction() as now:  # only the look itself is written
        page = queries.registrations_page(me().event, **start, most=ROWS)
        _log("registrations.seen", len(page.rows), now=now)
    active = queries.registration_count(event)
    pages = page.neighbours(
        lambda **where: url_for("registration.registrations", event=event.slug, **where), "public_id"
    )
    return render_template("registration/registrations.html", event=event, page=page, pages=pages, active=active)


@bp.route("/events/<event>/manage/registrations.csv")
@rule("registration.list", load=managed_event)
def registrations_csv(event: Event) -> Any:
    with transaction() as now:
        rows = [_row(registration, event) for registration in queries.registrations_in_order(me().event)]
        _log("registrations.exported", len(rows), now=now)
    head = [_("Name"), _("E-mail"), _("Registered"), _("Rules version"), _("State"), _("Withdrawn")]
    named = {"Content-Disposition": f"attachment; filename=registrations-{event.slug}.csv"}
    return Response(csv_of(head, rows), mimetype="text/csv", headers=named)


def _row(registration: Registration, event: Event) -> list[Any]:
    person = registration.person
    moments = [
        local_time(moment, event.timezone, "full") if moment else ""
        for moment in (registration.registered_at, registration.withdrawn_at)
    ]
    state = _("Withdrawn") if registration.withdrawn_at else _("Active")
    return [person.name, person.email, moments[0], registration.rules.number, state, moments[1]]


def _log(what: str, people: int, *, now: datetime) -> None:
    log_access(what, people=people, event_id=me().event.id, by=me(), now=now)
