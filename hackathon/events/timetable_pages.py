"""The organisers' pages of an event's hours: the timetable, moving all of it, the agenda."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.events import queries, timetable_actions
from hackathon.events.blueprint import bp
from hackathon.events.local_hours import wall_clock
from hackathon.events.models import AgendaItem, Event
from hackathon.events.timetable_forms import AgendaForm, MoveForm, TimetableForm
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule


@bp.route("/events/<event>/manage/timetable", methods=["GET", "POST"])
@rule("events.set_timetable", load=queries.managed_event)
def timetable(event: Event) -> Any:
    form = TimetableForm(event)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            timetable_actions.set_timetable(event, form.timetable(), reason=form.reason, by=me(), now=now)
            flash(_("The timetable is saved."))
            return done(url_for("events.timetable", event=event.slug))
    return render_template("events/timetable.html", event=event, form=form), form.status


@bp.route("/events/<event>/manage/timetable/move", methods=["GET", "POST"])
@rule("events.set_timetable", load=queries.managed_event)
def move(event: Event) -> Any:
    form = MoveForm(event)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            length = form.starts_at.data - wall_clock(event.starts_at, event.timezone)
            timetable_actions.move_all(event, length, reason=form.reason, by=me(), now=now)
            flash(_("The whole event is moved, the agenda too."))
            return done(url_for("events.timetable", event=event.slug))
    return render_template("events/move.html", event=event, form=form), form.status


@bp.route("/events/<event>/manage/agenda", methods=["GET", "POST"])
@rule("events.edit", load=queries.managed_event)
def agenda(event: Event) -> Any:
    form = AgendaForm(event)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            timetable_actions.add_hour(event, **form.changes(), by=me(), now=now)
            flash(_("The hour is in the agenda."))
            return done(url_for("events.agenda", event=event.slug))
    return render_template("events/agenda.html", event=event, form=form, agenda=queries.agenda_of(event)), form.status


@bp.route("/events/<event>/manage/agenda/<int:hour>", methods=["GET", "POST"])
@rule("events.manage", load=queries.agenda_hour)
def agenda_hour(item: AgendaItem) -> Any:
    form = AgendaForm(item.event, item)
    if form.validate_on_submit():
        with transaction(item, report_to=form) as now:
            timetable_actions.edit_hour(item, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("events.agenda", event=item.event.slug))
    removal = ButtonForm(formdata=None)
    return render_template("events/agenda_hour.html", item=item, form=form, removal=removal), form.status


@bp.route("/events/<event>/manage/agenda/<int:hour>/removal", methods=["POST"])
@rule("events.manage", load=queries.agenda_hour)
def remove_agenda_hour(item: AgendaItem) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(item, report_to=form) as now:
            timetable_actions.remove_hour(item, by=me(), now=now)
            flash(_("The hour is out of the agenda."))
            return done(url_for("events.agenda", event=item.event.slug))
    return render_template("events/agenda_hour.html", item=item, form=AgendaForm(item.event, item), removal=form), 422
