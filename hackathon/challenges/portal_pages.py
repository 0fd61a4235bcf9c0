"""The portals an event works with: linking a known one, adding a new one by its address, parting from one."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon.challenges import actions, queries
from hackathon.challenges.blueprint import bp
from hackathon.challenges.forms import LinkPortalForm, NewPortalForm, RecognisedPortalForm
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.portal.models import DataPortal
from hackathon.portal.queries import portal_with_base


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
        with transaction(event, report_to=form) as now:
            asked = actions.ask_about_portal(event, form.url.data, name=form.name.data or "", by=me(), now=now)
            return done(url_for("challenges.portal_inquiry", event=event.slug, inquiry=asked.public_id))
    asked = queries.inquiries_of(event)
    return render_template("challenges/new_portal.html", event=event, form=form, asked=asked), form.status


@bp.route("/events/<event>/manage/portals/new/<inquiry>", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_inquiry)
def portal_inquiry(inquiry: PortalInquiry) -> Any:
    event, form = me().event, RecognisedPortalForm(name=inquiry.proposed_name)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.connect_recognised(event, inquiry, name=form.name.data or "", by=me(), now=now)
            flash(_("The event works with this portal now."))
            return done(url_for("challenges.portals", event=event.slug))
    status = form.status
    if inquiry.match is None:
        form = NewPortalForm(formdata=None, url=inquiry.address, name=inquiry.wished_name).instead_of(form)
    if inquiry.refusal:
        form.report(inquiry.refusal)
    here = portal_with_base(inquiry.base_url)
    shown = {"event": event, "inquiry": inquiry, "form": form, "here": here}
    shown["linked"] = here is not None and queries.link_to_portal(event, here) is not None
    return render_template("challenges/portal_inquiry.html", **shown), status


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
