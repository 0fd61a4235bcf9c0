"""What everybody reads of an event: its rules with all versions, its schedule, the calendar to take along."""

from typing import Any

from flask import Response, abort, render_template, request, url_for

from hackathon import clock
from hackathon.database import language
from hackathon.events import queries
from hackathon.events.blueprint import bp
from hackathon.events.calendar import calendar_of
from hackathon.events.differences import paragraphs_changed
from hackathon.events.models import Event
from hackathon.events.schedule import days_of
from hackathon.pages import rule


@bp.route("/events/<event>/rules")
@rule("anyone", load=queries.visible_event, kept=True)
def rules(event: Event) -> Any:
    versions = queries.rules_versions(event)
    number = request.args.get("version", type=int)
    shown = next((one for one in versions if number in (None, one.number)), None)
    if number is not None and shown is None:
        abort(404)
    earlier = next((one for one in versions if shown and one.number == shown.number - 1), None)
    differences = paragraphs_changed(str(earlier.text), str(shown.text)) if shown and earlier else []
    return render_template(
        "events/rules.html", event=event, versions=versions, rules=shown, earlier=earlier, differences=differences
    )


@bp.route("/events/<event>/schedule")
@rule("anyone", load=queries.visible_event, kept=True)
def schedule(event: Event) -> Any:
    hours = queries.agenda_of(event)
    days = days_of(hours, zone=event.timezone, at=clock.now(), ends_at=event.ends_at)
    changes = queries.timetable_changes(event) if event.is_public() else []
    return render_template("events/schedule.html", event=event, days=days, changes=changes)


@bp.route("/events/<event>/schedule.ics")
@rule("anyone", load=queries.visible_event)
def calendar(event: Event) -> Any:
    page = url_for("events.schedule", event=event.slug, _external=True)
    content = calendar_of(event, queries.agenda_of(event), page=page, language=language.get())
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return answer
