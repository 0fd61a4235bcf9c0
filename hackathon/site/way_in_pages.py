"""The way in: account, team, rules and consents, check, send. One thing a page, each a form without JavaScript.

Whoever follows a captain's link has chosen the team already, so that the rules are their only page: it sends.

What was chosen travels in the visitor's signed cookie until it is sent: nothing is stored of somebody who turns back.
"""

from dataclasses import replace
from typing import Any

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from hackathon.accounts.consent_texts import notice
from hackathon.database import language, transaction
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.events.queries import current_rules, visible_event
from hackathon.forms import BaseForm, ButtonForm, done
from hackathon.pages import can, me, rule
from hackathon.registration.actions import OPTIONAL, Agreed, register
from hackathon.site.blueprint import bp
from hackathon.site.forms import JOIN, AgreementForm, WayInTeamForm
from hackathon.site.team_pages import chosen_team, take_seat
from hackathon.teams.join_code import plain_code, shown_code


@bp.route("/events/<event>/register")
@rule("anyone", load=visible_event)
def way_in(event: Event) -> Any:
    code = plain_code(request.args.get("code", ""))
    standing = me()
    if standing.registration is not None and code:
        return redirect(url_for("site.choose_team", event=event.slug, code=code))
    verdict = can("registration.start", event)
    if not verdict:
        return render_template("site/way_in_refused.html", event=event, verdict=verdict), 403
    if not standing.is_signed_in:
        return redirect(url_for("accounts.signup", next=request.full_path.removesuffix("?")))
    if code:
        _keep(event, team={"choice": JOIN, "code": code, "invited": True})
        return redirect(url_for("site.way_in_agreement", event=event.slug))
    return redirect(url_for("site.way_in_team", event=event.slug))


@bp.route("/events/<event>/register/team", methods=["GET", "POST"])
@rule("registration.register", load=visible_event)
def way_in_team(event: Event) -> Any:
    form = WayInTeamForm(data=_kept(event, "team"))
    if form.validate_on_submit():
        chosen_team(form, event, form.choice.data, name=form.name.data, code=form.code.data)
        _keep(event, team=form.changes())
        return redirect(url_for("site.way_in_agreement", event=event.slug), 303)
    return render_template("site/way_in_team.html", event=event, form=form), form.status


@bp.route("/events/<event>/register/rules", methods=["GET", "POST"])
@rule("registration.register", load=visible_event)
def way_in_agreement(event: Event) -> Any:
    rules = current_rules(event)
    if rules is None:
        raise RuleBroken(_("This event has no rules yet, and nobody can accept what is not written."))
    form = AgreementForm(event, rules, data=_kept(event, "agreement"))
    team = _kept(event, "team")
    invited_by = shown_code(team["code"]) if team.get("invited") else ""
    if form.validate_on_submit():
        _keep(event, agreement=form.changes() | {"rules": rules.number, "language": language.get()})
        if invited_by:
            return _send(form, event, team, _kept(event, "agreement"))
        return redirect(url_for("site.way_in_check", event=event.slug), 303)
    told = notice(language.get(), **_names(event))
    return render_template(
        "site/way_in_agreement.html", event=event, form=form, rules=rules, told=told, invited_by=invited_by
    ), form.status


@bp.route("/events/<event>/register/check", methods=["GET", "POST"])
@rule("registration.register", load=visible_event)
def way_in_check(event: Event) -> Any:
    team, agreement = _kept(event, "team"), _kept(event, "agreement")
    rules = current_rules(event)
    if not team:
        return redirect(url_for("site.way_in_team", event=event.slug))
    if not agreement or rules is None or rules.number != agreement["rules"]:
        return redirect(url_for("site.way_in_agreement", event=event.slug))
    form = ButtonForm()
    if form.validate_on_submit():
        return _send(form, event, team, agreement)
    given = [purpose for purpose in OPTIONAL if agreement[purpose.value]]
    return render_template(
        "site/way_in_check.html", event=event, form=form, team=team, given=given, rules=rules
    ), form.status


def _send(form: BaseForm, event: Event, team: dict[str, Any], agreement: dict[str, Any]) -> Any:
    name, code = team.get("name", ""), team.get("code", "")
    joined = chosen_team(form, event, team["choice"], name=name, code=code)
    with transaction(joined, report_to=form) as now:
        registration = register(me().event, _agreed(agreement), by=me(), now=now)
        take_seat(team["choice"], joined, name=name, by=replace(me(), registration=registration), now=now)
        answer = done(url_for("site.my_panel", event=event.slug))
    session.pop("way_in", None)
    flash(_("You are registered. We sent you a mail that says so."))
    return answer


def _agreed(agreement: dict[str, Any]) -> Agreed:
    return Agreed(
        rules_number=agreement["rules"],
        declares=agreement["accepts"],
        consents=agreement["contest"],
        optional=[purpose for purpose in OPTIONAL if agreement[purpose.value]],
        language=agreement["language"],
        address=request.remote_addr or "",
    )


def _names(event: Event) -> dict[str, str]:
    """Who answers for the data, in the notice."""
    body = event.organization
    contact = body.contact_email or current_app.config["CONTACT_EMAIL"] or str(body.name)
    return {"organization": str(body.name), "event": str(event.name), "contact": contact}


def _kept(event: Event, part: str) -> dict[str, Any]:
    """What was chosen so far on the way into this event."""
    kept = session.get("way_in", {})
    return kept.get(part, {}) if kept.get("event") == event.slug else {}


def _keep(event: Event, **parts: dict[str, Any]) -> None:
    kept = session.get("way_in", {})
    session["way_in"] = (kept if kept.get("event") == event.slug else {"event": event.slug}) | parts
