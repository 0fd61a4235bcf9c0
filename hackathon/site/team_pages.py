"""Getting a team: founding one opens its project in the same act, joining needs its code."""

from datetime import datetime
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.errors import FormRefused, RuleBroken
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.forms import BaseForm, ButtonForm, done
from hackathon.pages import me, rule
from hackathon.permissions import Standing
from hackathon.site.blueprint import bp
from hackathon.site.forms import FOUND, JOIN, TeamForm
from hackathon.submissions import actions as projects
from hackathon.submissions.models import Project
from hackathon.submissions.queries import own_project
from hackathon.teams import actions as teams
from hackathon.teams.join_code import plain_code
from hackathon.teams.models import Team
from hackathon.teams.queries import own_team
from hackathon.text import N_


@bp.route("/events/<event>/me/team/choose", methods=["GET", "POST"])
@rule("teams.found", load=visible_event)
def choose_team(event: Event) -> Any:
    code = plain_code(request.args.get("code", ""))
    form = TeamForm(data={"choice": JOIN, "code": code} if code else None)
    if form.validate_on_submit():
        choice = form.choice.data
        joined = chosen_team(form, event, choice, name=form.name.data, code=form.code.data)
        with transaction(joined, report_to=form) as now:
            team = take_seat(choice, joined, name=form.name.data, by=me(), now=now)
            flash(_("You are in the team %(name)s.", name=team.name if team else ""))
            return done(url_for("teams.my_team", event=event.slug))
    return render_template("site/choose_team.html", event=event, form=form), form.status


@bp.route("/events/<event>/me/team/dissolve", methods=["GET", "POST"])
@rule("teams.dissolve", load=own_team)
def dissolve_team(team: Team) -> Any:
    event, form = me().event, ButtonForm()
    if form.validate_on_submit():
        with transaction(team, report_to=form) as now:
            project = own_project(me(), event.slug)
            teams.dissolve(team, by=me(), now=now)
            _close(project, now=now)
            flash(_("The team %(name)s is dissolved.", name=team.name))
            return done(url_for("teams.my_team", event=event.slug))
    return render_template("site/dissolve_team.html", event=event, team=team, form=form), form.status


def give_up_seat(now: datetime) -> None:
    """Leave one's team, whatever the timetable says; with its last member goes its project."""
    team, project = me().team, own_project(me(), me().event.slug)
    teams.vacate(team, by=me(), now=now)
    if team.dissolved_at is not None:
        _close(project, now=now)


def _close(project: Project | None, *, now: datetime) -> None:
    if project is not None:
        projects.withdraw(project, by=me(), now=now)


def chosen_team(form: BaseForm, event: Event, choice: str, *, name: str, code: str) -> Team | None:
    """The team that the code leads to, when somebody joins. Refuses, on the form, what cannot be had now."""
    try:
        if choice == FOUND:
            teams.refuse_taken_name(event, name)
        if choice != JOIN:
            return None
        with transaction(me().person) as now:
            team = teams.team_of_code(me().event, code, by=me(), now=now)
        if team is None:
            raise RuleBroken(
                N_("No team of this event has this code. Read it again, or ask the captain."), field="code"
            )
        teams.refuse_full(team, event)
    except RuleBroken as refusal:
        raise FormRefused(refusal, form) from refusal
    return team


def take_seat(choice: str, joined: Team | None, *, name: str, by: Standing, now: datetime) -> Team | None:
    """Found or join, as was chosen; a new team has its project from this minute on."""
    if joined is not None:
        teams.join(joined, by=by, now=now)
        return joined
    if choice != FOUND:
        return None
    team = teams.found(by.event, name=name, by=by, now=now)
    projects.open_project(team, by=by, now=now)
    return team
