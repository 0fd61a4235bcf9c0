"""The portals an event works with: linking a known one, adding a new one by its address, parting from one."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import net
from hackathon.challenges import actions, queries
from hackathon.challenges.blueprint import bp
from hackathon.challenges.forms import LinkPortalForm, NewPortalForm
from hackathon.database import transaction
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.portal.detect import Detection, detect
from hackathon.portal.models import DataPortal
from hackathon.text import N_


@bp.route("/events/<event>/manage/portals", methods=["GET", "POST"])
@rule("challenges.edit", load=managed_event)
def portals(event: Event) -> Any:
    others = queries.portals_to_link(event)
    form = LinkPortalForm()
    form.offer(others)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            portal = next(one for one in queries.portals_to_link(event) if one.slug == form.portal.data)
            actions.link_portal(event, portal, by=me(), now=now)
            flash(_("The event works with this portal now."))
            return done(url_for("challenges.portals", event=event.slug))
    linked = queries.portals_of(event)
    return render_template("challenges/portals.html", event=event, linked=linked, others=others, form=form), form.status


@bp.route("/events/<event>/manage/portals/new", methods=["GET", "POST"])
@rule("challenges.edit", load=managed_event)
def new_portal(event: Event) -> Any:
    form = NewPortalForm()
    if form.validate_on_submit():
        detection = detect(form.url.data, net.fetch)
        if detection.match is None:
            form.report(_refusal_of(detection))
        else:
            with transaction(event, report_to=form) as now:
                actions.add_portal(event, detection, name=form.name.data or "", by=me(), now=now)
                flash(_("The portal is connected. Its catalogue is being read."))
                return done(url_for("challenges.portals", event=event.slug))
    return render_template("challenges/new_portal.html", event=event, form=form), form.status


@bp.route("/events/<event>/manage/portals/<portal>/removal", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_portal)
def unlink_portal(portal: DataPortal) -> Any:
    event, form = me().event, ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.unlink_portal(event, portal, by=me(), now=now)
            flash(_("The event no longer works with this portal."))
            return done(url_for("challenges.portals", event=event.slug))
    return render_template("challenges/unlink_portal.html", event=event, portal=portal, form=form), form.status


def _refusal_of(detection: Detection) -> RuleBroken:
    """Why an address is no portal, at the field it was typed in."""
    if detection.failure is not None and all(probe.status is None for probe in detection.probes):
        return RuleBroken(detection.failure.reason, field="url", **detection.failure.values)
    return RuleBroken(N_("No kind of portal that we know answers at this address."), field="url")
