"""The pages of one event that gather several rooms: its home, its challenges."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template

from hackathon import clock, drawings
from hackathon.challenges import queries as challenge_queries
from hackathon.challenges.models import Challenge
from hackathon.challenges.venue_queries import newest_set
from hackathon.events.models import AgendaKind, Event
from hackathon.events.queries import agenda_of, visible_event
from hackathon.events.schedule import next_hours
from hackathon.jury.policy import may_see_rubric
from hackathon.jury.profile_queries import public_jury
from hackathon.jury.rubric_queries import yardsticks_of
from hackathon.pages import me, rule
from hackathon.permissions import Standing
from hackathon.portal.queries import changed_since
from hackathon.results.queries import announced_prizes, awards_of, recorded_results
from hackathon.site import event_front, queries
from hackathon.site.blueprint import bp
from hackathon.submissions.showing import projects_answering

DAY = timedelta(days=1)


@bp.route("/events/<event>")
@rule("anyone", load=visible_event, kept=True)
def event(event: Event) -> Any:
    now, viewer = clock.now(), me()
    yardsticks = yardsticks_of(event)
    awards = awards_of(event) if event.results_published_at else announced_prizes(event)
    return render_template(
        "site/event.html",
        event=event,
        viewer=viewer,
        at=now,
        countdown=event_front.countdown(event, now),
        act=event_front.first_act(event, viewer, now),
        figures_of=queries.event_figures(event),
        challenges=queries.challenge_rows(viewer, event, now),
        yardsticks=yardsticks if may_see_rubric(viewer, yardsticks[0].rubric, at=now) else [],
        jury=public_jury(event),
        prizes=awards if not event.results_published_at else [],
        winners=[award for award in awards if award.project or award.is_void] if event.results_published_at else [],
        recorded=recorded_results(event) if event.is_recorded else [],
        **_hours(event, now),
    )


def _hours(event: Event, now: datetime) -> dict[str, Any]:
    """The hours of the event as a step pyramid, and while it lasts what is on; nothing for an edition of the past."""
    if event.is_recorded:
        return {"pyramid": None, "hours": []}
    agenda = agenda_of(event)
    moments = [(item.starts_at, str(item.title)) for item in agenda if item.kind != AgendaKind.ACTIVITY]
    zone = ZoneInfo(event.timezone)
    lasts = event.starts_at - DAY <= now < event.ends_at and event.results_published_at is None
    return {
        "pyramid": drawings.huaca(event.starts_at, event.ends_at, now=now, zone=zone, moments=moments),
        "hours": next_hours(agenda, at=now, ends_at=event.ends_at) if lasts else [],
    }


@bp.route("/events/<event>/challenges")
@rule("anyone", load=visible_event, kept=True)
def challenges(event: Event) -> Any:
    now = clock.now()
    found = queries.challenge_rows(me(), event, now)
    data = newest_set(me(), event, now)
    return render_template("site/challenges.html", event=event, challenges=found, data=data, at=now)


def _challenge(viewer: Standing, event: str, code: str) -> Challenge | None:
    return challenge_queries.challenge_known_to(viewer, event, code, clock.now())


@bp.route("/events/<event>/challenges/<code>")
@rule("anyone", load=_challenge, kept=True)
def challenge(challenge: Challenge) -> Any:
    event, now = challenge.event, clock.now()
    offered = [link.dataset_id for link in challenge.links]
    return render_template(
        "site/challenge.html",
        challenge=challenge,
        event=event,
        projects=projects_answering(challenge, at=now),
        changed=changed_since(offered, event.starts_at) if now >= event.starts_at else set(),
    )
