"""Writing minutes and errata, and issuing them: from then on they never change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hackathon import audit
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.results import minutes_content, minutes_queries, policy
from hackathon.results.minutes_content import Seal
from hackathon.results.paper_models import Minutes, MinutesDraft, PaperKind
from hackathon.text import N_, new_paper_code

MOVED = N_("Something changed while the paper was being made: the draft, the order or another paper. Look once more.")


@dataclass(frozen=True)
class Printed:
    """A paper that was made and kept, before it is issued: what it says, sealed, and the hash of its PDF."""

    seal: Seal
    content: str
    file_sha256: str


def save_draft(
    event: Event, *, texts: Mapping[str, Any], corrects: int = 0, by: Standing, now: datetime
) -> MinutesDraft:
    """Keep what the secretary has written so far."""
    ensure(policy.may_prepare_minutes(by, event, at=now))
    draft = minutes_queries.draft_of(event, corrects)
    if draft is None:
        draft = MinutesDraft(event_id=event.id, corrects=corrects)
        db.session.add(draft)
    draft.texts, draft.saved_at, draft.saved_by_id = dict(texts), now, by.person.id
    db.session.flush()
    audit.record("minutes.drafted", draft, by=by, now=now, event=event)
    return draft


def seal_for(event: Event, *, now: datetime) -> Seal:
    """Number, code and instant of the next paper, and where the audit log stands at it."""
    number, head = minutes_queries.audit_head()
    return Seal(minutes_queries.next_number(event), new_paper_code(), now.isoformat(), number, head)


def minutes_text(event: Event, seal: Seal) -> str:
    """The canonical text of the minutes as they would be issued now; refused while something is lacking."""
    bundle = minutes_queries.order_to_record(event)
    if bundle is None:
        raise RuleBroken(N_("Freeze the order of merit first."))
    texts = minutes_queries.texts_so_far(event)
    facts = minutes_queries.facts_of(event, bundle, texts["language"])
    for reason, values in minutes_content.lacking(facts, texts):
        raise RuleBroken(reason, **values)
    return minutes_content.canonical(minutes_content.minutes_content(facts, texts, seal))


def erratum_text(minutes: Minutes, seal: Seal) -> str:
    """The canonical text of the erratum to these minutes as it would be issued now."""
    event, draft = minutes.event, minutes_queries.draft_of(minutes.event, minutes.number)
    if draft is None:
        raise RuleBroken(N_("Write the erratum first."))
    language = draft.texts["language"]
    said = {"slug": event.slug, "name": event.name.shown_in(language), "timezone": event.timezone}
    said["organization"] = event.organization.name.shown_in(language)
    corrected = {"number": minutes.number, "code": minutes.code, "sha256": minutes.sha256}
    return minutes_content.canonical(minutes_content.erratum_content(said, corrected, draft.texts, seal))


def issue(event: Event, printed: Printed, *, by: Standing, now: datetime) -> Minutes:
    """Issue the minutes that were printed, if nothing has changed since; of the frozen order, never again to change."""
    ensure(policy.may_prepare_minutes(by, event, at=now))
    bundle = minutes_queries.order_to_record(event)
    paper = _issued(event, printed, lambda seal: minutes_text(event, seal), by=by, now=now)
    paper.kind, paper.bundle_id = PaperKind.MINUTES, bundle.id if bundle else None
    return _kept(paper, "minutes.issued", event=event, by=by, now=now)


def issue_erratum(minutes: Minutes, printed: Printed, *, by: Standing, now: datetime) -> Minutes:
    """Issue the printed correction of these minutes."""
    event = minutes.event
    ensure(policy.may_correct_minutes(by, minutes, at=now))
    paper = _issued(event, printed, lambda seal: erratum_text(minutes, seal), by=by, now=now)
    paper.kind, paper.corrects_id = PaperKind.ERRATUM, minutes.id
    db.session.delete(minutes_queries.draft_of(event, minutes.number))
    return _kept(paper, "erratum.issued", event=event, by=by, now=now)


def _issued(event: Event, printed: Printed, text: Callable[[Seal], str], *, by: Standing, now: datetime) -> Minutes:
    seal = printed.seal
    if seal.number != minutes_queries.next_number(event) or text(seal) != printed.content:
        raise RuleBroken(MOVED)
    return Minutes(
        event_id=event.id,
        number=seal.number,
        code=seal.code,
        content=printed.content,
        sha256=minutes_content.hash_of(printed.content),
        file_sha256=printed.file_sha256,
        issued_at=datetime.fromisoformat(seal.issued_at),
        issued_by_id=by.person.id,
    )


def _kept(paper: Minutes, act: str, *, event: Event, by: Standing, now: datetime) -> Minutes:
    db.session.add(paper)
    db.session.flush()
    audit.record(act, paper, by=by, now=now, event=event, note=paper.sha256)
    return paper
