"""Beginning something: a new event, a new organisation."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from hackathon.accounts.models import Organization
from hackathon.database import language, transaction
from hackathon.events import actions, queries
from hackathon.events.blueprint import bp
from hackathon.events.forms import EventForm, OrganizationForm
from hackathon.events.templates import template_keys, template_named
from hackathon.forms import done
from hackathon.pages import me, rule


@bp.route("/organizations/new", methods=["GET", "POST"])
@rule("events.add_organization")
def new_organization() -> Any:
    form = OrganizationForm()
    if form.validate_on_submit():
        with transaction(report_to=form) as now:
            actions.add_organization(**form.changes(), by=me(), now=now)
            flash(_("The organisation is added: it may hold events now."))
            return done(url_for("events.new_event"))
    return render_template("events/new_organization.html", form=form), form.status


@bp.route("/events/new", methods=["GET", "POST"])
@rule("events.create", load=queries.organizations_hosted_by)
def new_event(hosts: Sequence[Organization]) -> Any:
    if not hosts:  # an installation begins without any; only an administrator comes here then
        return redirect(url_for("events.new_organization"))
    form = EventForm()
    form.organization.choices = {host.slug: str(host.name) for host in hosts}
    form.template.choices = {key: template_named(key).name[language.get()] for key in template_keys()}
    if form.validate_on_submit():
        with transaction(report_to=form) as now:
            content = form.changes()
            host = next(one for one in hosts if one.slug == content.pop("organization"))
            event = actions.create(host, template_named(content.pop("template")), **content, by=me(), now=now)
            flash(_("The event is there, and only its organisers see it. See what is missing, and publish it."))
            return done(url_for("events.manage", event=event.slug))
    return render_template("events/new_event.html", form=form), form.status
