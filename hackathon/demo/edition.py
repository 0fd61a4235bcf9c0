"""Scenes of those who prepare: the organisation, the edition, the portal and its harvest, the challenges."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from hackathon import jobs
from hackathon.accounts.actions import make_administrator
from hackathon.accounts.models import Organization
from hackathon.challenges import actions as challenges
from hackathon.challenges import venue_actions
from hackathon.database import transaction
from hackathon.demo import past, queries, story
from hackathon.demo.calendar import ZONE
from hackathon.demo.participants import sign_up
from hackathon.demo.stage import Scene, Stage
from hackathon.errors import RuleBroken
from hackathon.events import actions as events
from hackathon.events import crew_actions
from hackathon.events.local_hours import wall_clock
from hackathon.events.models import RoleKind
from hackathon.events.queries import organization_with_slug
from hackathon.events.templates import DEFAULT, template_named
from hackathon.portal import actions as portals
from hackathon.portal import harvest_actions
from hackathon.portal.recognition import recognise
from hackathon.results import actions as results
from hackathon.results.queries import awards_of
from hackathon.text import N_

_TEXTS = ("title", "summary", "problem", "questions", "expected_users")
_SAME = ("goes_to", "place", "criterion", "challenge", "name", "amount", "minimum")
_DAY = 24.0
_HARVESTED_LAST = timedelta(minutes=50)


def scenes(stage: Stage) -> Iterator[Scene]:
    """From the first account to the publication, the portal and the challenges before the opening, 2015 at the end."""
    founding = [
        ("the administrator opens an account", partial(_begin, stage)),
        ("the organiser opens an account", partial(sign_up, "organiser")),
        ("the organisation is entered", partial(_add_organization, stage)),
        ("the edition is created", partial(_create, stage)),
        ("the edition is described", partial(_describe, stage)),
        ("the prizes are announced", partial(_announce_prizes, stage)),
        ("a second organiser opens an account", partial(sign_up, "staff")),
        ("a second organiser joins", partial(_add_to_crew, stage)),
    ]
    for order, (name, play) in enumerate(founding):
        yield Scene(stage.hour(-52 * _DAY + order), name, play)
    yield Scene(stage.hour(-45 * _DAY + 2), "the edition is published", partial(_publish, stage))
    yield from _preparing_the_challenges(stage)
    yield Scene(stage.now - _HARVESTED_LAST, "the portal is harvested again", partial(_harvest, stage))
    yield Scene(stage.now - timedelta(minutes=1), "2015 is recorded", partial(past.record, stage))


def _preparing_the_challenges(stage: Stage) -> Iterator[Scene]:
    """Two days before the opening; in any case yesterday, so that they are ready while people still register."""
    begin = min(stage.hour(-38), stage.now - timedelta(hours=30))
    portal = [("is added", _add_portal), ("is harvested", _harvest), ("is linked to the edition", _link_portal)]
    for order, (name, play) in enumerate(portal):
        yield Scene(begin + timedelta(minutes=4 * order), f"the portal {name}", partial(play, stage))
    for order, entry in enumerate(story.read("challenges")["challenge"]):
        at = begin + timedelta(minutes=20 + 15 * order)
        yield Scene(at, f"{entry['code']} is written", partial(_add_challenge, stage, entry))
    yield Scene(begin + timedelta(hours=4), "all data are pinned", partial(_pin_everything, stage))


def _pin_everything(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        venue_actions.pin_everything(event, by=stage.standing("organiser", event), now=now)


def _begin(stage: Stage) -> None:
    sign_up("admin")
    with transaction() as now:
        make_administrator(stage.person("admin"), now=now)


def _add_organization(stage: Stage) -> None:
    entry = story.read("event")["organization"]
    with transaction() as now:
        by = stage.standing("admin")
        added = events.add_organization(
            name=story.words(entry["name"]),
            slug=entry["slug"],
            website=entry["website"],
            contact_email=entry["contact_email"],
            by=by,
            now=now,
        )
        events.give_organization_role(stage.person("organiser"), added, RoleKind.OWNER, by=by, now=now)


def _create(stage: Stage) -> None:
    entry = story.read("event")["event"]
    with transaction() as now:
        events.create(
            _organization(),
            template_named(DEFAULT),
            name=story.words(entry["name"], year=stage.start.year),
            slug=stage.slug,
            opens=wall_clock(stage.start, ZONE.key),
            timezone=ZONE.key,
            city=entry["city"],
            place=entry["place"],
            by=stage.standing("organiser"),
            now=now,
        )


def _describe(stage: Stage) -> None:
    entry = story.read("event")["event"]
    with transaction() as now:
        event = stage.event()
        events.edit_settings(
            event,
            name=event.name,
            summary=story.words(entry["summary"]),
            description=story.words(entry["description"]),
            city=event.city,
            place=event.place,
            team_min=event.team_min,
            team_max=event.team_max,
            public_places=event.public_places,
            by=stage.standing("organiser", event),
            now=now,
        )


def _add_to_crew(stage: Stage) -> None:
    """A second person: publishing the results may ask for two."""
    with transaction() as now:
        event = stage.event()
        crew_actions.add_to_crew(
            event,
            email=stage.character("staff").email,
            kind=RoleKind.STAFF,
            by=stage.standing("organiser", event),
            now=now,
        )


def _announce_prizes(stage: Stage) -> None:
    told = {(entry.get("place"), entry.get("criterion", "")): entry["prize"] for entry in story.read("event")["prize"]}
    with transaction() as now:
        event = stage.event()
        by = stage.standing("organiser", event)
        if not awards_of(event):
            results.announce_usual_prizes(event, by=by, now=now)
        for award in awards_of(event):
            values = {name: getattr(award, name) for name in _SAME}
            prize = story.words(told[award.place, award.criterion])
            results.edit_prize(award, **values, prize=prize, by=by, now=now)


def _publish(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        events.publish(event, by=stage.standing("organiser", event), now=now)


def _add_portal(stage: Stage) -> None:
    detection = recognise(stage.portal_url)
    if detection.match is None:
        raise RuleBroken(N_("No illustrative portal answers at %(url)s."), url=stage.portal_url)
    with transaction() as now:
        portals.add(detection.match, detection.probes, by=stage.standing("admin"), now=now)


def _harvest(stage: Stage) -> None:
    with transaction() as now:
        portal = queries.portal_at(stage.portal_url)
        asked = harvest_actions.ask_for_harvest(portal, by=stage.standing("admin"), now=now)
    jobs.run_now(harvest_actions.HARVEST, asked.id)


def _link_portal(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        portal = queries.portal_at(stage.portal_url)
        challenges.link_portal(event, portal, by=stage.standing("organiser", event), now=now)


def _add_challenge(stage: Stage, entry: dict[str, Any]) -> None:
    with transaction() as now:
        event = stage.event()
        by = stage.standing("organiser", event)
        content: dict[str, Any] = {name: story.words(entry[name]) for name in _TEXTS}
        content |= {name: entry[name] for name in ("code", "category", "level", "responsible_unit")}
        challenge = challenges.add(event, by=by, now=now, **content)
        for link in entry["dataset"]:
            dataset = queries.dataset_named(link["name"], stage.portal_url)
            challenges.link_dataset(challenge, dataset, reason=story.words(link["reason"]), by=by, now=now)


def _organization() -> Organization:
    found = organization_with_slug(story.read("event")["organization"]["slug"])
    assert found is not None  # entered before
    return found
