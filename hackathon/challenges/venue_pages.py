"""The event's data at one place: keep every file now, and take all of it along."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from hackathon import clock
from hackathon.challenges import actions, queries, venue, venue_queries
from hackathon.challenges.blueprint import bp
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule


@bp.route("/events/<event>/manage/datasets", methods=["GET", "POST"])
@rule("challenges.edit", load=managed_event)
def pinned(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            asked = actions.pin_everything(event, by=me(), now=now)
            flash(
                ngettext(
                    "The files of %(num)s dataset are being kept.",
                    "The files of %(num)s datasets are being kept.",
                    asked,
                )
            )
            return done(url_for("challenges.pinned", event=event.slug))
    links = queries.pinned_in(event)
    return render_template(
        "challenges/pinned.html", event=event, pinned=links, files=venue_queries.files_kept(links), form=form
    ), form.status


@bp.route("/events/<event>/manage/datasets/copies.zip")
@rule("challenges.edit", load=managed_event)
def package(event: Event) -> Response:
    copies, now = venue_queries.copies_for(event), clock.now()
    name = f"attachment; filename={event.slug}-{now:%Y%m%d}.zip"
    content = venue.package(event.slug, str(event.name), copies, now=now)
    return Response(content, mimetype="application/zip", headers={"Content-Disposition": name})
