"""Pages of the stewards of a portal: who answers for its data."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.portal import queries, request_actions, request_queries
from hackathon.portal.blueprint import bp
from hackathon.portal.models import DataPortal
from hackathon.portal.request_forms import StewardForm
from hackathon.portal.request_models import Steward


@bp.route("/portals/<portal>/stewards", methods=["GET", "POST"])
@rule("portal.name_stewards", load=queries.portal_at)
def stewards(portal: DataPortal) -> Any:
    form = StewardForm()
    if form.validate_on_submit():
        with transaction(portal, report_to=form) as now:
            steward = request_actions.name_steward(portal, **form.changes(), by=me(), now=now)
            flash(_("%(name)s is a steward of this portal now. A mail tells them.", name=steward.person.name))
            return done(url_for("portal.stewards", portal=portal.slug))
    named = request_queries.stewards_of(portal)
    return render_template("portal/stewards.html", form=form, portal=portal, stewards=named), form.status


@bp.route("/portals/<portal>/stewards/<int:steward>", methods=["GET", "POST"])
@rule("portal.name_stewards", load=request_queries.steward_at)
def steward(steward: Steward) -> Any:
    form, portal = ButtonForm(), steward.portal
    if form.validate_on_submit():
        with transaction(steward, report_to=form) as now:
            request_actions.dismiss_steward(steward, by=me(), now=now)
            flash(_("They no longer answer for this portal."))
            return done(url_for("portal.stewards", portal=portal.slug))
    return render_template("portal/steward.html", form=form, steward=steward, portal=portal), form.status
