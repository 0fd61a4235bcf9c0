"""The organisers' pages of an event: the list of matters, publication, settings, rules, people."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.events import actions, crew_actions, queries, rules_actions
from hackathon.events.blueprint import bp
from hackathon.events.forms import CrewForm, RulesForm, SettingsForm
from hackathon.events.matters import MATTERS, lacking_before, matters_of
from hackathon.events.models import Event, Role, RoleKind
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule


@bp.app_template_global()
def organisers_links(event: Event) -> list[dict[str, Any]]:
    """The matters of an event for the list beside every page of its organisers."""
    links = [(_("What is missing"), "events.manage")]
    links += [(_(one.title), one.endpoint) for one in sorted(MATTERS.values(), key=lambda one: (one.order, one.key))]
    pages = [(title, url_for(endpoint, event=event.slug)) for title, endpoint in links]
    return [
        {
            "title": title,
            "href": href,
            "here": request.path == href,
            "under": request.path.startswith(f"{href}/") and href != pages[0][1],
        }
        for title, href in pages
    ]


@bp.route("/events/<event>/manage", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_event)
def manage(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.publish(me().event, by=me(), now=now)
            flash(_("The event is public. Share its address."))
            return done(url_for("site.event", event=event.slug))
    matters = matters_of(event, clock.now())
    missing = lacking_before("publication", matters)
    return render_template("events/manage.html", event=event, form=form, matters=matters, missing=missing), form.status


@bp.route("/events/<event>/manage/settings", methods=["GET", "POST"])
@rule("events.edit", load=queries.managed_event)
def settings(event: Event) -> Any:
    form = SettingsForm(obj=event)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.edit_settings(event, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("events.settings", event=event.slug))
    return render_template("events/settings.html", event=event, form=form), form.status


@bp.route("/events/<event>/manage/rules", methods=["GET", "POST"])
@rule("events.edit", load=queries.managed_event)
def edit_rules(event: Event) -> Any:
    newest = queries.newest_rules(event)
    form = RulesForm(obj=newest)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            saved = rules_actions.edit_rules(event, **form.changes(), by=me(), now=now)
            flash(_("Version %(number)s is saved.", number=saved.number))
            return done(url_for("events.edit_rules", event=event.slug))
    return render_template("events/edit_rules.html", event=event, form=form, newest=newest), form.status


@bp.route("/events/<event>/manage/people", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_event)
def people(event: Event) -> Any:
    form = CrewForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            kind = RoleKind(form.kind.data)
            role = crew_actions.add_to_crew(event, email=form.email.data, kind=kind, by=me(), now=now)
            flash(_("%(name)s works on this event now. A mail tells them.", name=role.person.name))
            return done(url_for("events.people", event=event.slug))
    return render_template("events/people.html", event=event, form=form, crew=queries.crew_of(event)), form.status


@bp.route("/events/<event>/manage/people/<int:role>", methods=["GET", "POST"])
@rule("events.manage", load=queries.crew_member)
def crew_member(role: Role) -> Any:
    event, form = me().event, ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            crew_actions.take_from_crew(event, role, by=me(), now=now)
            flash(_("They no longer work on this event."))
            return done(url_for("events.people", event=event.slug))
    return render_template("events/crew_member.html", event=event, role=role, form=form), form.status
