"""Writing the rules (bases) of an event: a draft first; each change after publication is a new version."""

import json
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from string import Template

from hackathon import audit
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events import policy, queries
from hackathon.events.models import Event, Rules
from hackathon.events.templates import EventTemplate
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


def hash_of_text(text: Words) -> str:
    """The SHA-256 of a text in all its languages: what a participant accepted can be checked against it."""
    return sha256(json.dumps(asdict(text), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def draft_from_template(event: Event, template: EventTemplate) -> Rules:
    """Version 1, from the template's model, with this event's numbers in it."""
    numbers = {"hours": event.hours, "team_min": event.team_min, "team_max": event.team_max}
    text = Words(**{code: Template(model).substitute(numbers) for code, model in template.rules.items()})
    draft = Rules(event_id=event.id, number=1, text=text, sha256=hash_of_text(text))
    db.session.add(draft)
    return draft


def edit_rules(event: Event, *, text: Words, by: Standing, now: datetime) -> Rules:
    """Change the draft; once the newest version is published, make the next one, in force at once."""
    ensure(policy.may_edit(by, event, at=now))
    newest = queries.newest_rules(event)
    if newest is not None and text == newest.text:
        raise RuleBroken(N_("Nothing is different from version %(number)s."), number=newest.number)
    event.changed_at = now
    if newest is not None and newest.published_at is None:
        newest.text, newest.sha256 = text, hash_of_text(text)
        audit.record("rules.edited", newest, by=by, now=now, event=event)
        return newest
    following = Rules(
        event_id=event.id,
        number=newest.number + 1 if newest else 1,
        text=text,
        sha256=hash_of_text(text),
        published_at=now if event.published_at else None,
    )
    db.session.add(following)
    db.session.flush()
    audit.record("rules.published" if event.published_at else "rules.drafted", following, by=by, now=now, event=event)
    return following


def put_in_force(event: Event, *, now: datetime) -> None:
    """Publish the draft together with its event."""
    newest = queries.newest_rules(event)
    if newest is not None and newest.published_at is None:
        newest.published_at = now
