"""The event's data at one place: pin everything as it is now, and take such a set along."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hackathon import clock, files
from hackathon.challenges import queries, venue, venue_actions, venue_queries
from hackathon.challenges.blueprint import bp
from hackathon.challenges.venue_models import VenueSet
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.permissions import Standing
from hackathon.portal.pin_queries import bytes_kept
from hackathon.portal.usage import Usage, count


def set_at(viewer: Standing, event: str, set_number: int) -> VenueSet | None:
    """The set of an address, where this viewer may see it now."""
    return venue_queries.set_known_to(viewer, event, set_number, clock.now())


def complete_at(viewer: Standing, event: str, set_number: int) -> VenueSet | None:
    """The same, once it is complete: nobody takes half a set along."""
    found = set_at(viewer, event, set_number)
    return found if found is not None and found.is_complete else None


@bp.route("/events/<event>/manage/datasets", methods=["GET", "POST"])
@rule("challenges.edit", load=managed_event)
def pinned(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            venue_actions.pin_everything(event, by=me(), now=now)
            flash(_("The files are being fetched as they are now. The set is complete when each is in or has failed."))
            return done(url_for("challenges.pinned", event=event.slug))
    links = queries.pinned_in(event)
    return render_template(
        "challenges/pinned.html",
        event=event,
        pinned=links,
        files=venue_queries.files_kept(links),
        sets=venue_queries.sets_of(event),
        taken=bytes_kept(),
        most=files.most(),
        form=form,
    ), form.status


@bp.route("/events/<event>/data/<int:set_number>")
@rule("anyone", load=set_at)
def venue_set(venue_set: VenueSet) -> Any:
    entries = venue_queries.entries_of(venue_set)
    return render_template("challenges/venue_set.html", event=venue_set.event, those=venue_set, entries=entries)


@bp.route("/events/<event>/data/<int:set_number>/copies.zip")
@rule("anyone", load=complete_at)
def package(venue_set: VenueSet) -> Response:
    entries = venue_queries.entries_of(venue_set)
    content = venue.package(venue_set, entries)
    answer = _named(Response(content, mimetype="application/zip"), f"{venue.package_name(venue_set)}.zip")
    if request.method == "GET":
        count(Usage.DOWNLOAD, *(one.file.dataset_id for one in entries if one.place == venue.Place.GIVEN))
    return answer


@bp.route("/events/<event>/data/<int:set_number>/datapackage.json")
@rule("anyone", load=complete_at)
def manifest(venue_set: VenueSet) -> Response:
    said = venue.manifest(venue_set, venue_queries.entries_of(venue_set))
    return _named(Response(said, mimetype="application/json"), f"{venue.package_name(venue_set)}.json")


@bp.route("/events/<event>/data/<int:set_number>/SHA256SUMS")
@rule("anyone", load=complete_at)
def sums(venue_set: VenueSet) -> Response:
    return Response(venue.sums(venue_queries.entries_of(venue_set)), mimetype="text/plain")


def _named(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
