"""The jury deliberates: notes and votes of everybody on it; before the chair the order, and what the jury may decide.

The organisers read what the chair reads. Of the order nobody else gets a byte before the publication.
"""

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.forms import BaseForm, ButtonForm, done
from hackathon.pages import can, me, rule
from hackathon.results import deliberation_actions, deliberation_queries, queries
from hackathon.results.blueprint import bp
from hackathon.results.deliberation import Candidate, OpenOrder, candidates_of, open_order, table_of
from hackathon.results.deliberation_forms import (
    CandidateForm,
    NoteForm,
    ReasonForm,
    TakingBackForm,
    VoteForm,
    order_form,
)
from hackathon.results.deliberation_queries import BallotPaper, OpenDecision, OpenPrize
from hackathon.results.models import GoesTo
from hackathon.results.publication_queries import criteria_of

ROOM = "/events/<event>/jury/deliberation"


@bp.route(ROOM, methods=["GET", "POST"])
@rule("deliberation.see", load=visible_event)
def deliberation(event: Event) -> Any:
    form = NoteForm(prefix="note-")
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            deliberation_actions.say(event, text=form.text.data, by=me(), now=now)
            flash(_("Written down."))
            return done(url_for("results.deliberation", event=event.slug, _anchor="notes"))
    return _room(event, note=form)


def _room(event: Event, **sent: BaseForm) -> Any:
    """The page of the deliberation; `sent` are the forms that were refused, by their names."""
    candidates, led = candidates_of(event, me()), deliberation_queries.deliberation_of(event)
    papers = deliberation_queries.papers_for(me(), event)
    values: dict[str, Any] = {
        "votes": [(one, sent.get(f"vote-{one.ballot.public_id}-") or _vote_form(one, candidates)) for one in papers],
        "note": sent.get("note") or NoteForm(formdata=None, prefix="note-"),
        "notes": deliberation_queries.notes_of(event),
    }
    if can("deliberation.see_order", led):
        values |= _before_the_chair(event, candidates, sent)
    status = max(form.status for form in sent.values())
    page = render_template(
        "results/deliberation.html", event=event, jury=led, candidates=candidates, sent=sent.values(), **values
    )
    return page, status


def _before_the_chair(event: Event, candidates: Mapping[str, Candidate], sent: Mapping[str, BaseForm]) -> Any:
    empty = CandidateForm(formdata=None, prefix="mention-", candidates=list(candidates.values()))
    return {
        "table": table_of(event, candidates),
        "decisions": deliberation_queries.decisions_of(event),
        "awards": queries.announced_prizes(event),
        "criteria": criteria_of(event),
        "mention": sent.get("mention") or empty,
    }


@bp.route(f"{ROOM}/mentions", methods=["POST"])
@rule("deliberation.see_order", load=deliberation_queries.deliberation_led)
def mention(jury: deliberation_queries.Deliberation) -> Any:
    event, candidates = jury.event, candidates_of(jury.event, me())
    form = CandidateForm(prefix="mention-", candidates=list(candidates.values()))
    if form.validate_on_submit():
        entry = _slugs(candidates)[form.entry.data]
        with transaction(event, report_to=form) as now:
            deliberation_actions.mention(event, entry=entry, reason=form.reason.data, by=me(), now=now)
            flash(_("The honourable mention is recorded."))
            return done(url_for("results.deliberation", event=event.slug, _anchor="decisions"))
    return _room(event, mention=form)


@bp.route(f"{ROOM}/order/<candidate>", methods=["GET", "POST"])
@rule("deliberation.see_order", load=open_order)
def decide_order(found: OpenOrder) -> Any:
    event, group = found.event, found.group
    form = order_form(group.in_order_of_votes, prefix="order-")
    if form.validate_on_submit():
        slugs = {one.key: one.slug for one in group.candidates}
        entries = [slugs[key] for key in form.order()]
        with transaction(event, report_to=form) as now:
            deliberation_actions.decide_order(event, entries=entries, reason=form.reason.data, by=me(), now=now)
            flash(_("The decision of the jury is recorded."))
            return done(url_for("results.deliberation", event=event.slug, _anchor="decisions"))
    return _order_page(found, form, ButtonForm(formdata=None, prefix="vote-"))


def _order_page(found: OpenOrder, form: Any, asking: ButtonForm) -> Any:
    status = max(form.status, asking.status)
    return render_template(
        "results/decide_order.html", event=found.event, found=found, group=found.group, form=form, asking=asking
    ), status


@bp.route(f"{ROOM}/order/<candidate>/vote", methods=["POST"])
@rule("deliberation.see_order", load=open_order)
def open_ballot(found: OpenOrder) -> Any:
    form, event = ButtonForm(prefix="vote-"), found.event
    if form.validate_on_submit():
        entries = [one.slug for one in found.group.candidates]
        with transaction(event, report_to=form) as now:
            deliberation_actions.open_ballot(event, entries=entries, by=me(), now=now)
            flash(_("The jurors can vote now, on their page of the deliberation."))
            return done(url_for("results.decide_order", event=event.slug, candidate=found.group.key))
    return _order_page(found, order_form(found.group.in_order_of_votes, prefix="order-"), form)


@bp.route(f"{ROOM}/votes/<ballot>", methods=["POST"])
@rule("deliberation.vote", load=deliberation_queries.paper_to_fill_in)
def vote(paper: BallotPaper) -> Any:
    event, candidates = paper.event, candidates_of(paper.event, me())
    form = _vote_form(paper, candidates, is_sent=True)
    if form.validate_on_submit():
        entry = _slugs(candidates)[form.entry.data]
        with transaction(event, report_to=form) as now:
            deliberation_actions.vote(paper, entry=entry, by=me(), now=now)
            flash(_("Your vote is recorded. You can change it until the chair closes the vote."))
            return done(url_for("results.deliberation", event=event.slug))
    return _room(event, **{f"vote-{paper.ballot.public_id}-": form})


def _vote_form(paper: BallotPaper, candidates: Mapping[str, Candidate], *, is_sent: bool = False) -> VoteForm:
    there = [candidates[entry] for entry in paper.ballot.entries if entry in candidates]
    own = candidates[paper.own].key if paper.own is not None and paper.own in candidates else None
    more: dict[str, Any] = {} if is_sent else {"formdata": None}
    return VoteForm(prefix=f"vote-{paper.ballot.public_id}-", candidates=there, data={"entry": own}, **more)


@bp.route(f"{ROOM}/votes/<ballot>/closing", methods=["POST"])
@rule("deliberation.see_order", load=deliberation_queries.paper_to_fill_in)
def close_ballot(paper: BallotPaper) -> Any:
    event, form = paper.event, ButtonForm(prefix="close-")
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            deliberation_actions.close_ballot(paper, by=me(), now=now)
            flash(_("The vote is closed."))
            return done(url_for("results.deliberation", event=event.slug))
    return _room(event, close=form)


@bp.route(f"{ROOM}/prizes/<position>", methods=["GET", "POST"])
@rule("deliberation.see_order", load=deliberation_queries.prize_to_decide)
def decide_prize(prize: OpenPrize) -> Any:
    event, position = prize.event, prize.award.position
    candidates = candidates_of(event, me())
    form = _prize_form(prize, candidates)
    if form.validate_on_submit():
        chosen = form.entry.data if isinstance(form, CandidateForm) else ""
        entry = _slugs(candidates)[chosen] if chosen else None
        with transaction(event, report_to=form) as now:
            deliberation_actions.decide_prize(
                event, position=position, entry=entry, reason=form.reason.data, by=me(), now=now
            )
            flash(_("The decision of the jury is recorded."))
            return done(url_for("results.deliberation", event=event.slug, _anchor="decisions"))
    return render_template("results/decide_prize.html", event=event, prize=prize, form=form), form.status


def _prize_form(prize: OpenPrize, candidates: Mapping[str, Candidate]) -> ReasonForm:
    """Who gets it and why, where the jury names somebody; else only why it is void."""
    if prize.award.goes_to != GoesTo.NAMED:
        return ReasonForm(prefix="prize-")
    form = CandidateForm(prefix="prize-", candidates=list(candidates.values()))
    form.entry.validators = []
    form.entry.choices = {**form.entry.choices, "": _("Nobody: the prize is void")}
    return form


@bp.route(f"{ROOM}/decisions/<decision>", methods=["GET", "POST"])
@rule("deliberation.see_order", load=deliberation_queries.decision_to_take_back)
def take_back(found: OpenDecision) -> Any:
    event, form = found.event, TakingBackForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            deliberation_actions.take_back(event, found.decision, reason=form.reason.data, by=me(), now=now)
            flash(_("The decision counts no more."))
            return done(url_for("results.deliberation", event=event.slug, _anchor="decisions"))
    candidates = candidates_of(event, me())
    return render_template(
        "results/take_back.html", event=event, found=found, form=form, candidates=candidates
    ), form.status


def _slugs(candidates: Mapping[str, Candidate]) -> dict[str, str]:
    return {one.key: one.slug for one in candidates.values()}
