"""Making events: from a template, from a record of the past; their texts and their publication."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hackathon import audit
from hackathon.accounts.models import Organization, Person
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events import policy, queries, rules_actions
from hackathon.events.local_hours import instant_of, moved
from hackathon.events.matters import lacking_before, matters_of
from hackathon.events.models import AgendaItem, Event, Role, RoleKind, Window
from hackathon.events.templates import EventTemplate
from hackathon.permissions import Standing, ensure
from hackathon.text import N_, RESERVED_SLUGS, slug_of

AFTER_CREATING: list[Callable[[Event, EventTemplate, datetime], None]] = []
"""What rooms above give a new event in the same transaction: jury its rubric, results its prizes."""


def add_organization(
    *, name: Words, slug: str, website: str = "", contact_email: str = "", by: Standing, now: datetime
) -> Organization:
    """Enter a body that holds events."""
    ensure(policy.may_add_organization(by, at=now))
    _refuse_bad_slug(slug)
    if queries.organization_with_slug(slug) is not None:
        raise RuleBroken(N_("Another organisation has this address already."), field="slug")
    organization = Organization(slug=slug, name=name, website=website, contact_email=contact_email, created_at=now)
    db.session.add(organization)
    db.session.flush()
    audit.record("organization.added", organization, by=by, now=now)
    return organization


def create(
    organization: Organization,
    template: EventTemplate,
    *,
    name: Words,
    slug: str,
    opens: datetime,
    timezone: str,
    city: str = "",
    place: str = "",
    by: Standing,
    now: datetime,
) -> Event:
    """A new event, not public yet, with everything its template gives; `opens` is the hour on the wall in `timezone`.

    Whoever creates it owns it. Raises RuleBroken for a reserved or taken address and for an hour that does not exist.
    """
    _refuse_stranger(organization, by=by, now=now)
    _refuse_bad_slug(slug)
    event = Event(
        slug=slug,
        organization=organization,
        name=name,
        city=city,
        place=place,
        timezone=timezone,
        created_at=now,
        changed_at=now,
        **_from_template(template, instant_of(opens, timezone), timezone),
    )
    db.session.add(event)
    db.session.flush()
    audit.record("event.created", event, by=by, now=now)
    _give_agenda(event, template)
    rules_actions.draft_from_template(event, template)
    if by.person is not None:
        db.session.add(Role(person=by.person, event_id=event.id, kind=RoleKind.OWNER, given_at=now))
    for give in AFTER_CREATING:
        give(event, template, now)
    return event


def _from_template(template: EventTemplate, starts_at: datetime, zone: str) -> dict[str, Any]:
    return {
        "template": template.key,
        "summary": Words(**template.summary),
        "description": Words(**template.description),
        "starts_at": starts_at,
        "ends_at": moved(starts_at, template.ends, zone),
        "embargo_ends_at": moved(starts_at, template.embargo_ends, zone),
        "team_min": template.team_min,
        "team_max": template.team_max,
        "windows": _windows(template, starts_at, zone),
    }


def _windows(template: EventTemplate, starts_at: datetime, zone: str) -> list[Window]:
    return [
        Window(name=name, opens_at=moved(starts_at, opens, zone), closes_at=moved(starts_at, closes, zone))
        for name, (opens, closes) in template.windows.items()
    ]


def _give_agenda(event: Event, template: EventTemplate) -> None:
    db.session.add_all(
        AgendaItem(
            event_id=event.id,
            kind=hour.kind,
            title=Words(**hour.title),
            starts_at=moved(event.starts_at, hour.starts, event.timezone),
        )
        for hour in template.agenda
    )


def record_edition(
    organization: Organization,
    *,
    slug: str,
    figures: dict[str, Any],
    starts_at: datetime,
    ends_at: datetime,
    by: Standing,
    now: datetime,
    **content: Any,
) -> Event:
    """An edition of the past, taken from a source and saying so: public at once, never run here.

    `content` is name, summary, description, source, and where known city, place and timezone.
    """
    _refuse_stranger(organization, by=by, now=now)
    _refuse_bad_slug(slug)
    event = Event(
        slug=slug,
        organization=organization,
        template="",
        is_recorded=True,
        recorded_figures=figures,
        starts_at=starts_at,
        ends_at=ends_at,
        published_at=now,
        results_published_at=ends_at,
        created_at=now,
        changed_at=now,
        windows=[],
        **content,
    )
    db.session.add(event)
    db.session.flush()
    audit.record("event.recorded", event, by=by, now=now)
    return event


def edit_settings(
    event: Event,
    *,
    name: Words,
    summary: Words,
    description: Words,
    city: str,
    place: str,
    team_min: int,
    team_max: int,
    public_places: int | None,
    blind_judging: bool = False,
    blind_links: bool = False,
    by: Standing,
    now: datetime,
) -> None:
    """Change what an event says of itself, how large its teams may be, and whether its jury sees names."""
    ensure(policy.may_edit(by, event, at=now))
    if event.published_at is not None and (team_min, team_max) != (event.team_min, event.team_max):
        raise RuleBroken(
            N_("The sizes of teams are part of the rules that were published: they no longer change."), field="team_max"
        )
    scoring = event.window("scoring")
    if public_places != event.public_places and scoring is not None and scoring.opens_at <= now:
        raise RuleBroken(
            N_("The jury has begun to score: how far down the order is public no longer changes."),
            field="public_places",
        )
    event.public_places = public_places
    event.name, event.summary, event.description = name, summary, description
    event.city, event.place = city, place
    event.team_min, event.team_max = team_min, team_max
    event.blind_judging, event.blind_links = blind_judging, blind_links
    event.changed_at = now
    audit.record("event.edited", event, by=by, now=now)


def publish(event: Event, *, by: Standing, now: datetime) -> None:
    """Make an event and its rules public. Raises RuleBroken while anything that it needs is missing."""
    ensure(policy.may_publish(by, event, at=now))
    missing = lacking_before("publication", matters_of(event, now))
    if missing:
        raise RuleBroken(missing[0].reason, **missing[0].values)
    event.published_at = event.changed_at = now
    rules_actions.put_in_force(event, now=now)
    audit.record("event.published", event, by=by, now=now)


def give_organization_role(
    person: Person, organization: Organization, kind: RoleKind, *, by: Standing, now: datetime
) -> Role:
    """Let somebody act for an organisation in all its events: an administrator's decision."""
    ensure(policy.may_add_organization(by, at=now))
    role = Role(person=person, organization_id=organization.id, kind=kind, given_at=now)
    db.session.add(role)
    db.session.flush()
    audit.record("role.given", role, by=by, now=now)
    return role


def _refuse_stranger(organization: Organization, *, by: Standing, now: datetime) -> None:
    hosted = [one for one in queries.organizations_hosted_by(by) if one.id == organization.id]
    ensure(policy.may_create(by, hosted, at=now))


def _refuse_bad_slug(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise RuleBroken(
            N_("“%(slug)s” is a word that the platform's own addresses use. Choose another."), field="slug", slug=slug
        )
    if slug != slug_of(slug):
        raise RuleBroken(
            N_("An address has small letters without accents, digits and hyphens, like libertad-2026."), field="slug"
        )
