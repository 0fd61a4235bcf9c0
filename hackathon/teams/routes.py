"""Pages of teams: the public list, one's own team, the organisers' list."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.accounts.actions import log_access
from hackathon.accounts.queries import named_in_public
from hackathon.csv_text import csv_of
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event, visible_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.registration.queries import about
from hackathon.show import local_time
from hackathon.teams import actions, queries
from hackathon.teams.forms import LeaveForm, RenameForm, SuccessorForm
from hackathon.teams.models import Team

ROWS = 30

bp = Blueprint("teams", __name__)

STANDING_PARTS = {"team": queries.team_of}


@bp.route("/events/<event>/teams")
@rule("anyone", load=visible_event, kept=True)
def teams(event: Event) -> Any:
    if event.hides_names and me().has_role("juror", "jury_chair"):
        return render_template("teams/teams_hidden.html", event=event)
    start = {name: request.args.get(name, "")[:60] for name in ("before", "after")}
    page = queries.teams_page(event, **start, most=ROWS)
    people = {member.person_id for team in page.rows for member in team.members}
    pages = page.neighbours(lambda **where: url_for("teams.teams", event=event.slug, **where), "slug")
    named = named_in_public(about(event), people)
    return render_template("teams/teams.html", event=event, page=page, pages=pages, named=named)


@bp.route("/events/<event>/me/team")
@rule("signed-in", load=visible_event)
def my_team(event: Event) -> Any:
    return render_template("teams/my_team.html", event=event, team=me().team)


@bp.route("/events/<event>/me/team/name", methods=["GET", "POST"])
@rule("teams.edit", load=queries.own_team)
def rename(team: Team) -> Any:
    event, form = me().event, RenameForm(obj=team)
    if form.validate_on_submit():
        with transaction(team, report_to=form) as now:
            actions.rename(team, name=form.name.data, by=me(), now=now)
            flash(_("The team is now called %(name)s.", name=team.name))
            return done(url_for("teams.my_team", event=event.slug))
    return render_template("teams/rename.html", event=event, team=team, form=form), form.status


@bp.route("/events/<event>/me/team/code", methods=["GET", "POST"])
@rule("teams.edit", load=queries.own_team)
def renew_code(team: Team) -> Any:
    event, form = me().event, ButtonForm()
    if form.validate_on_submit():
        with transaction(team, report_to=form) as now:
            actions.renew_code(team, by=me(), now=now)
            flash(_("The team has a new code. The old one lets nobody in any more."))
            return done(url_for("teams.my_team", event=event.slug))
    return render_template("teams/renew_code.html", event=event, team=team, form=form), form.status


@bp.route("/events/<event>/me/team/captain", methods=["GET", "POST"])
@rule("teams.pass_captaincy", load=queries.own_team)
def captain(team: Team) -> Any:
    event, form = me().event, SuccessorForm(team, me().person)
    if form.validate_on_submit():
        with transaction(team, report_to=form) as now:
            actions.pass_captaincy(team, to=form.chosen, by=me(), now=now)
            flash(_("%(name)s leads the team now.", name=form.chosen.name))
            return done(url_for("teams.my_team", event=event.slug))
    return render_template("teams/captain.html", event=event, team=team, form=form), form.status


@bp.route("/events/<event>/me/team/leave", methods=["GET", "POST"])
@rule("teams.leave", load=queries.own_team)
def leave(team: Team) -> Any:
    event, form = me().event, LeaveForm(team, me().person)
    if form.validate_on_submit():
        with transaction(team, report_to=form) as now:
            actions.leave(team, by=me(), now=now, successor=form.successor_if_asked)
            flash(_("You left the team %(name)s.", name=team.name))
            return done(url_for("teams.my_team", event=event.slug))
    return render_template("teams/leave.html", event=event, team=team, form=form), form.status


@bp.route("/events/<event>/manage/teams")
@rule("teams.list_members", load=managed_event)
def all_teams(event: Event) -> Any:
    start = {name: request.args.get(name, "")[:60] for name in ("before", "after")}
    with transaction() as now:  # only the look itself is written
        page = queries.teams_page(me().event, **start, most=ROWS)
        _log("teams.seen", sum(len(team.members) for team in page.rows), now=now)
    pages = page.neighbours(lambda **where: url_for("teams.all_teams", event=event.slug, **where), "slug")
    return render_template("teams/all_teams.html", event=event, page=page, pages=pages)


@bp.route("/events/<event>/manage/teams.csv")
@rule("teams.list_members", load=managed_event)
def teams_csv(event: Event) -> Any:
    with transaction() as now:
        rows = [_row(team, member, event) for team in queries.all_teams(me().event) for member in team.members]
        _log("teams.exported", len(rows), now=now)
    head = [_("Team"), _("Seat"), _("Name"), _("E-mail"), _("Captain"), _("Joined")]
    named = {"Content-Disposition": f"attachment; filename=teams-{event.slug}.csv"}
    return Response(csv_of(head, rows), mimetype="text/csv", headers=named)


def _row(team: Team, member: Any, event: Event) -> list[Any]:
    is_captain = _("Yes") if team.captain_id == member.person_id else _("No")
    joined = local_time(member.joined_at, event.timezone, "full")
    return [team.name, member.seat, member.person.name, member.person.email, is_captain, joined]


def _log(what: str, people: int, *, now: datetime) -> None:
    log_access(what, people=people, event_id=me().event.id, by=me(), now=now)
