"""What an event's results are computed from, gathered from the rooms below in the words of the bundle's format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from hackathon import audit
from hackathon.challenges.models import Challenge
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury import outcome
from hackathon.jury.gates import gate_counts
from hackathon.jury.queries import is_judged
from hackathon.jury.rubric_files import fingerprint
from hackathon.results import bundle, decisions, deliberation_queries, merit, queries
from hackathon.results.bundle import Content
from hackathon.results.deliberation_models import JuryDecision
from hackathon.results.merit import Line
from hackathon.results.models import Award, RankingBundle
from hackathon.submissions.models import Project, ProjectChallenge


def evidence_of(event: Event) -> Content:
    """Everything that goes in, before anything is computed."""
    return {
        "format": bundle.FORMAT,
        "scope": bundle.COMPLETE,
        "complete_sha256": None,
        "event": event.slug,
        "rounds": [_round(event, done) for done in outcome.round_outcomes(event)],
        "answers": _answers(event),
        "decisions": [_decision(decision) for decision in deliberation_queries.standing_decisions(event)],
        "prizes": [_prize(award) for award in queries.announced_prizes(event)],
        "public_places": event.public_places,
    }


def _round(event: Event, done: outcome.RoundOutcome) -> Content:
    """One round by its own rubric: the criteria, the gates and the hash are those of this one."""
    rubric = done.rubric
    counts = [count for count in gate_counts(event) if count.rubric_id == rubric.id]
    return bundle.round_of(
        done.contest,
        done.judgements,
        gates=[(count.project, count.gate, count.yes, count.no) for count in counts],
        coverage=[(seat.project, seat.signed, seat.open, seat.recused) for seat in done.coverage],
        sha256=rubric.sha256 or fingerprint(rubric),
        fixed_at=rubric.locked_at.isoformat() if rubric.locked_at else None,
        number=done.number,
        kind=done.kind.value,
        carry_over=done.carries_over,
        excluded=done.excluded,
    )


def _answers(event: Event) -> dict[str, list[str]]:
    found = (
        select(Project.slug, Challenge.code)
        .select_from(ProjectChallenge)
        .join(ProjectChallenge.project)
        .join(ProjectChallenge.challenge)
        .where(is_judged(event))
        .order_by(Project.slug, Challenge.code)
    )
    answers: dict[str, list[str]] = {}
    for slug, code in db.session.execute(found):
        answers.setdefault(slug, []).append(code)
    return answers


def _decision(decision: JuryDecision) -> Content:
    said = {
        "kind": decision.kind,
        "entries": list(decision.entries),
        "prize": decision.prize,
        "reason": decision.reason,
    }
    return said | ({"votes": list(decision.votes)} if decision.votes else {})


def _prize(award: Award) -> Content:
    return {
        "position": award.position,
        "place": award.place,
        "criterion": award.criterion,
        "challenge": award.challenge,
        "minimum": award.minimum,
        "name": {"es": award.name.es, "en": award.name.en},
    }


def order_of_merit(event: Event) -> "Order":
    """The order as it stands now, from the signed sheets and the decisions. Only for whoever may see it."""
    content = evidence_of(event)
    outcome = bundle.outcome_of(content)
    standing = [one for place, one in enumerate(content["decisions"]) if place not in outcome.lapsed]
    return Order({**content, "decisions": standing}, outcome)


@dataclass(frozen=True)
class Order:
    """What the order of merit was computed from, as far as it still holds, and what came out."""

    content: Content
    outcome: bundle.Outcome

    @property
    def lines(self) -> Sequence[Line]:
        return self.outcome.lines

    @property
    def refused(self) -> dict[str, list[tuple[str, int, int]]]:
        """Who did not pass which gates: outside the order, with the count."""
        return bundle.refused_at(self.content)

    @property
    def is_empty(self) -> bool:
        """Whether no sheet is signed."""
        return not any(part["judgements"] for part in self.content["rounds"])

    @property
    def has_open_seats(self) -> bool:
        return any(still_open for part in self.content["rounds"] for _, _, still_open, _ in part["coverage"])

    def ties_on_prizes(self) -> list[list[str]]:
        """Tied entries of which one would get a prize: the chair decides first. A void prize parts nobody."""
        void = {one["prize"] for one in self.content["decisions"] if one["kind"] == merit.DecisionKind.VOID}
        prizes = [prize for prize in bundle.prizes_in(self.content) if prize.position not in void]
        return merit.ties_on_prizes(self.lines, prizes, self.content["answers"])

    def open_groups(self) -> list[list[str]]:
        """Whose order the jury may decide."""
        return decisions.open_groups(self.lines, self.outcome.apart)

    def told(self) -> Content:
        """The same with all that came out, as pages read it."""
        return bundle.completed(self.content, self.outcome)

    def frozen(self, *, note: str, at: datetime, head: Content) -> Content:
        """The content of a bundle: the same order with when it was frozen, why it stands, and the log's end."""
        return bundle.completed({**self.content, "note": note, "frozen_at": at.isoformat(), "audit": head})


def still_holds(frozen: RankingBundle, order: Order) -> bool:
    """Whether freezing this order would give the same: no sheet, decision, project or prize has changed since."""
    said = bundle.read(frozen.content)
    now = order.frozen(note=said["note"], at=frozen.frozen_at, head=said["audit"])
    return bundle.text_of(now) == frozen.content


def end_of_the_log() -> Content:
    """The last entry of the audit log: whoever has the bundle can tell whether the log before it was rewritten."""
    head = db.session.scalars(select(audit.AuditHead)).one()
    return {"number": head.number, "hash": head.hash}
