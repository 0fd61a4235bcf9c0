"""Pages of one reading of a portal's catalogue, of how often it is read, and of what is corrected about it."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.pages import can, me, rule
from hackathon.portal import actions, harvest_actions, queries
from hackathon.portal.blueprint import bp
from hackathon.portal.forms import CorrectionForm, HarvestForm, ReadingForm
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.kinds.registry import named
from hackathon.portal.models import DataPortal


@bp.route("/portals/<portal>/harvests", methods=["POST"])
@rule("portal.harvest", load=queries.portal_at)
def harvest(portal: DataPortal) -> Any:
    form = HarvestForm()
    if form.validate_on_submit():
        with transaction(portal, report_to=form) as now:
            harvest_actions.ask_for_harvest(portal, by=me(), now=now, **form.changes())
            flash(_("The catalogue is being read."))
            return done(url_for("portal.portal", portal=portal.slug))
    return render_template("portal/harvest_refused.html", form=form, portal=portal), form.status


@bp.route("/portals/<portal>/harvests/<int:run>")
@rule("anyone", load=queries.harvest_at)
def run(harvest: Harvest) -> Any:
    verdict = can("portal.harvest", harvest.portal)
    return render_template(
        "portal/harvest.html",
        run=harvest,
        portal=harvest.portal,
        changed=queries.changes_of(harvest),
        same=queries.same_titles(harvest) if verdict and queries.may_be_rekeyed(harvest) else [],
        verdict=verdict,
        form=ButtonForm(),
    )


@bp.route("/portals/<portal>/harvests/<int:run>/same", methods=["POST"])
@rule("portal.harvest", load=queries.harvest_at)
def same(harvest: Harvest) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(harvest, report_to=form) as now:
            taken = harvest_actions.take_for_the_same(harvest, by=me(), now=now)
            harvest_actions.ask_for_harvest(harvest.portal, by=me(), now=now)
            flash(ngettext("%(num)s dataset was found again.", "%(num)s datasets were found again.", taken))
            return done(url_for("portal.portal", portal=harvest.portal.slug))
    return render_template("portal/same_refused.html", form=form, portal=harvest.portal), form.status


@bp.route("/portals/<portal>/correction", methods=["GET", "POST"])
@rule("portal.correct", load=queries.portal_at)
def correction(portal: DataPortal) -> Any:
    form = CorrectionForm(portal, named(portal.kind).capabilities)
    if form.validate_on_submit():
        with transaction(portal, report_to=form) as now:
            actions.correct(portal, by=me(), now=now, **form.changes())
            flash(_("Saved."))
            return done(url_for("portal.portal", portal=portal.slug))
    return render_template("portal/correction.html", form=form, portal=portal), form.status


@bp.route("/portals/<portal>/settings", methods=["GET", "POST"])
@rule("portal.harvest", load=queries.portal_at)
def reading(portal: DataPortal) -> Any:
    form = ReadingForm(portal, named(portal.kind).capabilities)
    if form.validate_on_submit():
        with transaction(portal, report_to=form) as now:
            actions.set_reading(portal, by=me(), now=now, **form.changes())
            flash(_("Saved."))
            return done(url_for("portal.portal", portal=portal.slug))
    return render_template("portal/settings.html", form=form, portal=portal), form.status
