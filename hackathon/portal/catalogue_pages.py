"""Pages of portals and of the catalogue. The page of one dataset gathers higher rooms and lives in `site`."""

from collections.abc import Sequence
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon import files
from hackathon.database import transaction
from hackathon.forms import done
from hackathon.pages import can, me, rule
from hackathon.portal import inquiry_actions, pin_queries, queries
from hackathon.portal.blueprint import bp
from hackathon.portal.forms import AddPortalForm, HarvestForm, RecognisedPortalForm
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.portal.inquiry_queries import inquiries_by, own_inquiry
from hackathon.portal.kinds import Probe
from hackathon.portal.kinds.registry import named
from hackathon.portal.listing import Filters, Listing, listing
from hackathon.portal.models import DataPortal

FILTERS = ("portal", "category", "organization", "format", "open", "order")


@bp.route("/portals")
@rule("anyone")
def portals() -> Any:
    may_add, watches = can("portal.add"), me().is_administrator
    return render_template(
        "portal/portals.html",
        portals=queries.portals(),
        runs=queries.last_harvests(),
        may_add=may_add,
        watches=watches,
        taken=pin_queries.bytes_kept() if watches else 0,
        most=files.most(),
    )


@bp.route("/portals/new", methods=["GET", "POST"])
@rule("portal.add")
def add() -> Any:
    form = AddPortalForm(url=request.args.get("url"))
    if form.validate_on_submit():
        with transaction(report_to=form) as now:
            asked = inquiry_actions.ask(form.url.data, name=form.name.data or "", by=me(), now=now)
            return done(url_for("portal.inquiry", inquiry=asked.public_id))
    return render_template("portal/add.html", form=form, asked=inquiries_by(me())), form.status


@bp.route("/portals/new/<inquiry>", methods=["GET", "POST"])
@rule("portal.add", load=own_inquiry)
def inquiry(inquiry: PortalInquiry) -> Any:
    form = RecognisedPortalForm(name=inquiry.proposed_name)
    if form.validate_on_submit():
        with transaction(inquiry, report_to=form) as now:
            portal = inquiry_actions.add_recognised(inquiry, name=form.name.data or "", by=me(), now=now)
            flash(_("The portal was added. Its catalogue is being read."))
            return done(url_for("portal.portal", portal=portal.slug))
    status, here = form.status, queries.portal_with_base(inquiry.base_url)
    if inquiry.match is None:
        form = AddPortalForm(formdata=None, url=inquiry.address, name=inquiry.wished_name).instead_of(form)
    if inquiry.refusal:
        form.report(inquiry.refusal)
    return render_template("portal/inquiry.html", inquiry=inquiry, form=form, here=here), status


@bp.route("/portals/<portal>")
@rule("anyone", load=queries.portal_at)
def portal(portal: DataPortal) -> Any:
    runs = queries.harvests_of(portal)
    return render_template(
        "portal/portal.html",
        portal=portal,
        kind=named(portal.kind).capabilities,
        probes=[Probe(**probe) for probe in portal.probes],
        runs=runs,
        running=next((run for run in runs if run.is_open), None),
        form=HarvestForm(formdata=None),
        verdict=can("portal.harvest", portal),
    )


@bp.route("/datasets")
@rule("anyone", kept=True)
def datasets() -> Any:
    asked = {name: request.args.get(name, "")[:200] for name in ("q", *FILTERS, "after", "before")}
    wanted = Filters(words=asked.pop("q"), **asked)
    found, known = listing(wanted), queries.portals_in_use()
    kept = {name: getattr(wanted, name) for name in FILTERS if getattr(wanted, name)}
    kept |= {"q": wanted.words} if wanted.words else {}
    return render_template(
        "portal/datasets.html",
        wanted=wanted,
        found=found,
        kept=kept,
        portals=known,
        choices=_choices(found, known),
        pager=_pager(found, kept),
    )


def _choices(found: Listing, portals: Sequence[DataPortal]) -> dict[str, list[tuple[str, str]]]:
    """The values of each filter, with how many datasets each would leave."""
    counted = {"category": found.categories, "organization": found.organizations, "format": found.formats}
    texts = {name: [(one.value, f"{one.name} ({one.count})") for one in values] for name, values in counted.items()}
    return texts | {"portal": [(portal.slug, portal.name) for portal in portals]}


def _pager(found: Listing, kept: dict[str, Any]) -> dict[str, str | None]:
    """The addresses of the pages before and after, with the same filters."""
    return {
        "previous": url_for("portal.datasets", before=found.before, **kept) if found.before else None,
        "next": url_for("portal.datasets", after=found.after, **kept) if found.after else None,
    }
