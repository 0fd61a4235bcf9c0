"""My panel: the next step, the clock, team and project of one person in one event; and the way out."""

from datetime import datetime
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.challenges.venue_queries import newest_set
from hackathon.database import transaction
from hackathon.events.models import Event, Window
from hackathon.events.queries import visible_event
from hackathon.forms import ButtonForm, done
from hackathon.jury.policy import may_see_rubric
from hackathon.jury.rubric_queries import yardsticks_of
from hackathon.pages import can, me, rule
from hackathon.registration import actions as registrations
from hackathon.registration.models import Registration
from hackathon.registration.queries import own_registration
from hackathon.site.blueprint import bp
from hackathon.site.next_step import Situation, next_step
from hackathon.site.team_pages import give_up_seat
from hackathon.submissions.models import Project
from hackathon.submissions.queries import own_project


@bp.route("/events/<event>/me")
@rule("signed-in", load=visible_event)
def my_panel(event: Event) -> Any:
    at, team = clock.now(), me().team
    project = own_project(me(), event.slug) if team else None
    situation, yardsticks = _situation(event, project, at), yardsticks_of(event)
    return render_template(
        "site/my_panel.html",
        event=event,
        team=team,
        project=project,
        step=next_step(situation),
        deadline=_deadline(event, at),
        data=newest_set(me(), event, at),
        yardsticks=yardsticks if may_see_rubric(me(), yardsticks[0].rubric, at=at) else [],
        missing=max(0, situation.members_needed - situation.members),
    )


def _situation(event: Event, project: Project | None, at: datetime) -> Situation:
    standing, window = me(), event.window("submission")
    return Situation(
        may_register=bool(can("registration.register", event)),
        is_registered=standing.registration is not None,
        members=len(standing.team.members) if standing.team else 0,
        members_needed=event.team_min,
        may_change_team=event.window_open("teams", at),
        submission="before" if window is None or at < window.opens_at else "open" if at < window.closes_at else "over",
        is_written=project is not None and project.saved_number > 0,
        is_submitted=project is not None and project.is_submitted,
        results_are_public=event.results_published_at is not None,
    )


def _deadline(event: Event, at: datetime) -> Window | None:
    """The window that matters to a participant and closes next."""
    named = (event.window(name) for name in ("registration", "teams", "submission"))
    running = [window for window in named if window is not None and window.opens_at <= at < window.closes_at]
    return min(running, key=lambda window: window.closes_at, default=None)


@bp.route("/events/<event>/me/withdraw", methods=["GET", "POST"])
@rule("registration.withdraw", load=own_registration)
def withdraw(registration: Registration) -> Any:
    event, form = me().event, ButtonForm()
    if form.validate_on_submit():
        with transaction(registration, report_to=form) as now:
            if me().team is not None:
                give_up_seat(now)
            registrations.withdraw(registration, by=me(), now=now)
            flash(_("You withdrew from the event. Nothing of yours is shown in it any more."))
            return done(url_for("site.event", event=event.slug))
    return render_template("site/withdraw.html", event=event, team=me().team, form=form), form.status
