"""What the jury does once its scores are in: it votes, decides with a reason that is published, and takes back.

Whatever changes the order or the prizes voids a frozen order by itself: it no longer holds (`evidence.still_holds`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hackathon import audit
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.results import decisions, deliberation_queries, evidence, policy, queries
from hackathon.results.deliberation_models import Ballot, BallotVote, DeliberationNote, JuryDecision
from hackathon.results.deliberation_queries import BallotPaper, deliberation_of
from hackathon.results.evidence import Order
from hackathon.results.merit import Decision, DecisionKind
from hackathon.results.models import GoesTo
from hackathon.text import N_

NOT_OPEN = N_(
    "The scores tell these projects apart, or others stand between them: their order is not the jury's to choose."
)


def decide_order(event: Event, *, entries: Sequence[str], reason: str, by: Standing, now: datetime) -> JuryDecision:
    """Put projects that the scores leave tied, or do not tell apart, into this order.

    A vote of the jurors on them is followed: the chair parts only those that have as many votes as each other.
    """
    ensure(policy.may_decide(by, deliberation_of(event), at=now))
    order = evidence.order_of_merit(event)
    if sorted(entries) not in map(sorted, order.open_groups()):
        raise RuleBroken(NOT_OPEN)
    moved, votes = decisions.changed_part(order.lines, entries), _votes_on(event, entries)
    counts = list(votes.values())
    if not moved:
        raise RuleBroken(N_("This is the order as it stands: nothing has to be decided."))
    if counts != sorted(counts, reverse=True):
        raise RuleBroken(
            N_("The jurors voted otherwise. Choose only between projects that have as many votes as each other.")
        )
    ranks = {line.rank for line in order.lines if line.entry in moved}
    kind = DecisionKind.TIE if len(ranks) == 1 else DecisionKind.DEPARTURE
    counts = [votes[entry] for entry in moved] if votes else []
    return _decide(order, event, kind, entries=moved, votes=counts, reason=reason, by=by, now=now)


def _votes_on(event: Event, entries: Sequence[str]) -> dict[str, int]:
    """How many jurors were for each, in this order, where they voted on just these projects."""
    ballot = deliberation_queries.newest_ballot(event, entries)
    if ballot is None or not ballot.votes:
        return {}
    if ballot.closed_at is None:
        raise RuleBroken(N_("The jurors are still voting on these projects: close the vote first."))
    return {entry: ballot.counts[entry] for entry in entries}


def decide_prize(
    event: Event, *, position: int, entry: str | None, reason: str, by: Standing, now: datetime
) -> JuryDecision:
    """Give a prize that the jury names somebody for to this project, or declare any prize void."""
    ensure(policy.may_decide(by, deliberation_of(event), at=now))
    goes_to = {award.position: award.goes_to for award in queries.announced_prizes(event)}
    if any(one.prize == position for one in deliberation_queries.standing_decisions(event)):
        raise RuleBroken(N_("The jury has decided about this prize already: take that decision back first."))
    if entry is None:
        kind, entries = DecisionKind.VOID, []
    elif goes_to[position] == GoesTo.NAMED:
        kind, entries = DecisionKind.GRANT, [entry]
    else:
        raise RuleBroken(N_("Who gets this prize the scores say: the jury can only declare it void."))
    order = evidence.order_of_merit(event)
    return _decide(order, event, kind, entries=entries, prize=position, reason=reason, by=by, now=now)


def mention(event: Event, *, entry: str, reason: str, by: Standing, now: datetime) -> JuryDecision:
    """An honourable mention, beside the order."""
    ensure(policy.may_decide(by, deliberation_of(event), at=now))
    standing = deliberation_queries.standing_decisions(event)
    if any(one.kind == DecisionKind.MENTION and entry in one.entries for one in standing):
        raise RuleBroken(N_("This project has an honourable mention already."), field="entry")
    order = evidence.order_of_merit(event)
    return _decide(order, event, DecisionKind.MENTION, entries=[entry], reason=reason, by=by, now=now)


def _decide(
    order: Order, event: Event, kind: DecisionKind, *, entries: list[str], by: Standing, now: datetime, **said: Any
) -> JuryDecision:
    asked = Decision(kind, entries, said.get("prize"))
    decisions.apply_decision(order.lines, asked, order.outcome.apart)  # refuses what is about nothing
    decision = JuryDecision(
        event_id=event.id, kind=kind, entries=entries, decided_by_id=by.person.id, decided_at=now, **said
    )
    db.session.add(decision)
    db.session.flush()
    audit.record("jury.decided", decision, by=by, now=now, event=event)
    return decision


def take_back(event: Event, decision: JuryDecision, *, reason: str, by: Standing, now: datetime) -> None:
    """A decision counts no more; it stays, with the reason why."""
    ensure(policy.may_decide(by, deliberation_of(event), at=now))
    if decision.withdrawn_at is not None:
        raise RuleBroken(N_("This decision was taken back already."))
    decision.withdrawn_at, decision.withdrawn_by_id, decision.withdrawal = now, by.person.id, reason
    audit.record("jury.decision_taken_back", decision, by=by, now=now, event=event)


def open_ballot(event: Event, *, entries: Sequence[str], by: Standing, now: datetime) -> Ballot:
    """Ask the jurors whom they put first of these projects. They learn by it that their order is open, and no more."""
    ensure(policy.may_decide(by, deliberation_of(event), at=now))
    if sorted(entries) not in map(sorted, evidence.order_of_merit(event).open_groups()):
        raise RuleBroken(NOT_OPEN)
    before = deliberation_queries.newest_ballot(event, entries)
    if before is not None and before.closed_at is None:
        raise RuleBroken(N_("The jurors are voting on these projects already."))
    ballot = Ballot(event_id=event.id, entries=sorted(entries), opened_by_id=by.person.id, opened_at=now)
    db.session.add(ballot)
    db.session.flush()
    audit.record("ballot.opened", ballot, by=by, now=now, event=event)
    return ballot


def close_ballot(paper: BallotPaper, *, by: Standing, now: datetime) -> None:
    """No vote changes from now on."""
    ensure(policy.may_decide(by, deliberation_of(paper.event), at=now))
    if paper.ballot.closed_at is not None:
        raise RuleBroken(N_("This vote is closed already."))
    paper.ballot.closed_at = now
    audit.record("ballot.closed", paper.ballot, by=by, now=now, event=paper.event)


def vote(paper: BallotPaper, *, entry: str, by: Standing, now: datetime) -> None:
    """A juror's one vote, which may be another until the ballot is closed."""
    ensure(policy.may_vote(by, paper, at=now))
    if entry not in paper.ballot.entries:
        raise RuleBroken(N_("Choose one of these projects."), field="entry")
    own = next((one for one in paper.ballot.votes if one.juror_id == by.person.id), None)
    if own is None:
        own = BallotVote(juror_id=by.person.id, entry=entry, voted_at=now)
        paper.ballot.votes.append(own)
    own.entry, own.voted_at = entry, now
    db.session.flush()
    audit.record("ballot.voted", paper.ballot, by=by, now=now, event=paper.event)


def say(event: Event, *, text: str, by: Standing, now: datetime) -> DeliberationNote:
    """Write down what was said, for the jury and the organisers alone."""
    ensure(policy.may_say(by, event, at=now))
    note = DeliberationNote(event_id=event.id, author_id=by.person.id, text=text, written_at=now)
    db.session.add(note)
    db.session.flush()
    audit.record("deliberation.said", note, by=by, now=now, event=event)
    return note
