"""Asking for data, supporting and answering a request, and naming the stewards who answer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from hackathon import audit, jobs, net, outbox
from hackathon.accounts.link_actions import confirmed
from hackathon.accounts.models import Person
from hackathon.accounts.queries import person_with_email
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.permissions import Standing, ensure
from hackathon.portal import lifecycle, policy, request_queries
from hackathon.portal.lifecycle import RequestState
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.request_models import DataRequest, RequestAnswer, RequestSupport, Steward
from hackathon.show import HOME_ZONE
from hackathon.text import N_

TELL = "portal.tell_of_answer"
MOST_A_DAY = 10
A_DAY = timedelta(days=1)
LACKING = {
    "answer": N_("Say it in words: whoever asked and whoever supports it reads this."),
    "responsible_unit": N_("Name the unit that answers for it: it is shown until the data are published."),
    "promised_on": N_("Give the date by which the data will be published."),
}


class LikeAnother(RuleBroken):
    """Nearly the same was asked already: whoever asks is shown what, and may ask nevertheless."""


def ask(
    portal: DataPortal,
    *,
    title: str,
    need: str,
    by: Standing,
    now: datetime,
    dataset: Dataset | None = None,
    is_fault: bool = False,
    challenge_ref: str = "",
    knows_others: bool = True,
) -> DataRequest:
    """Ask a portal for data, or about a dataset of it, or report what is wrong there. Its stewards get a mail.

    Raises LikeAnother for what was asked in nearly the same words, unless whoever asks `knows_others`.
    """
    ensure(policy.may_request(by, None, at=now))
    if dataset is not None and dataset.portal_id != portal.id:
        raise RuleBroken(N_("This dataset is of another portal."), field="portal")
    if not knows_others:
        _refuse_what_was_asked(portal, dataset, title)
    _hold_back(by.person, now=now)
    request = DataRequest(
        portal=portal,
        dataset=dataset,
        title=title,
        need=need,
        is_fault=is_fault and dataset is not None,
        # A request is public: it must not tell of a challenge before its reveal, nor of one that is none.
        challenge_ref=challenge_ref if request_queries.may_be_named(challenge_ref, now) else "",
        state=RequestState.NEW,
        asked_by_id=by.person.id,
        asked_at=now,
    )
    db.session.add(request)
    db.session.flush()
    audit.record("request.asked", request, by=by, now=now)
    _tell_stewards(request, now=now)
    return request


def _refuse_what_was_asked(portal: DataPortal, dataset: Dataset | None, title: str) -> None:
    if request_queries.alike(portal, dataset, title):
        raise LikeAnother(
            N_("Nearly the same was asked already. Look at it above; if yours is another, send it again."),
            field="title",
        )


def _tell_stewards(request: DataRequest, *, now: datetime) -> None:
    for person in request_queries.people_to_ask(request):
        key = f"request:{request.public_id}:{person.public_id}"
        outbox.write(person, "portal/mail/asked", key=key, now=now, asked=request, portal=request.portal)


def support(request: DataRequest, *, by: Standing, now: datetime) -> None:
    """Say that one needs the same. Once per person: the database holds it."""
    ensure(policy.may_support(by, request, at=now))
    db.session.add(RequestSupport(request_id=request.id, person_id=by.person.id, supported_at=now))
    audit.record("request.supported", request, by=by, now=now)


def withdraw_support(request: DataRequest, *, by: Standing, now: datetime) -> None:
    """Take one's support back."""
    ensure(policy.may_withdraw_support(by, request, at=now))
    given = request_queries.support_of(request, by)
    if given is None:
        raise RuleBroken(N_("You do not support this request."))
    db.session.delete(given)
    audit.record("request.support_withdrawn", request, by=by, now=now)


def answer(
    request: DataRequest,
    *,
    state: str,
    by: Standing,
    now: datetime,
    answer: str = "",
    responsible_unit: str = "",
    promised_on: date | None = None,
    published_url: str = "",
) -> RequestAnswer:
    """Bring a request into another state and say why. Whoever asked and whoever supports it gets a mail."""
    ensure(policy.may_answer(by, request, at=now))
    if not lifecycle.may_move(request.state, state):
        raise RuleBroken(N_("From the state that it is in, this one cannot follow."), field="state")
    said = {"answer": answer, "responsible_unit": responsible_unit, "promised_on": promised_on}
    for part in lifecycle.missing(state, **said)[:1]:
        raise RuleBroken(LACKING[part], field=part)
    is_promise = state == RequestState.ACCEPTED
    if is_promise:
        _refuse_a_past(promised_on, now=now)
    _note_place(request, published_url if state == RequestState.PUBLISHED else "")
    request.state = state
    request.responsible_unit = responsible_unit or request.responsible_unit
    request.promised_on = promised_on if is_promise else None
    given = RequestAnswer(
        request=request,
        state=state,
        text=answer,
        responsible_unit=responsible_unit,
        promised_on=request.promised_on,
        answered_by_id=by.person.id,
        answered_at=now,
    )
    db.session.add(given)
    db.session.flush()
    audit.record("request.answered", request, by=by, now=now)
    jobs.ask_for(TELL, given.id, now=now)
    return given


def _refuse_a_past(promised_on: date | None, *, now: datetime) -> None:
    if promised_on is not None and promised_on < now.astimezone(ZoneInfo(HOME_ZONE)).date():
        raise RuleBroken(N_("This date has passed. Promise one that can still be kept."), field="promised_on")


def change(request: DataRequest, *, title: str, need: str, by: Standing, now: datetime) -> None:
    """Say it better, before anybody has taken it up."""
    ensure(policy.may_change_request(by, request, at=now))
    request.title, request.need = title, need
    audit.record("request.changed", request, by=by, now=now)


def withdraw(request: DataRequest, *, by: Standing, now: datetime) -> None:
    """Take it back: its words are removed, and nobody reads it any more. What others need too stays theirs."""
    ensure(policy.may_withdraw_request(by, request, at=now))
    if request_queries.supporters_of([request]):
        raise RuleBroken(N_("Others need the same and support it: it stays open for them."))
    request.state, request.title, request.need = RequestState.WITHDRAWN, "", ""
    audit.record("request.withdrawn", request, by=by, now=now)


def name_steward(portal: DataPortal, *, email: str, unit: str, by: Standing, now: datetime) -> Steward:
    """Make the person with this address a steward of the portal; a mail tells them."""
    ensure(policy.may_name_stewards(by, portal, at=now))
    person = confirmed(person_with_email(email))
    steward = Steward(portal=portal, person=person, unit=unit, named_at=now)
    db.session.add(steward)
    db.session.flush()
    audit.record("steward.named", steward, by=by, now=now)
    key = f"steward:{steward.id}"
    outbox.write(person, "portal/mail/named_steward", key=key, now=now, portal=portal, steward=steward)
    return steward


def dismiss_steward(steward: Steward, *, by: Standing, now: datetime) -> None:
    """End somebody's answering for a portal. What they answered stays."""
    ensure(policy.may_name_stewards(by, steward.portal, at=now))
    db.session.delete(steward)
    audit.record("steward.dismissed", steward, by=by, now=now)


def _note_place(request: DataRequest, address: str) -> None:
    """Where the data are; of a page of ours, which is named by its path, the dataset too."""
    is_ours = address.startswith("/")
    dataset = request_queries.dataset_of_page(address) if is_ours else None
    if is_ours and dataset is None:
        words = N_("There is no dataset at this address of ours. Open its page and copy the address from there.")
        raise RuleBroken(words, field="published_url")
    if address and not is_ours and not net.safe_link(address):
        raise RuleBroken(
            N_("This is not the address of a page. It begins with http:// or https://."), field="published_url"
        )
    request.published_url, request.published_as = address, dataset


def _hold_back(person: Person, *, now: datetime) -> None:
    """Refuse a person who has asked for much within a day: stewards read each of them."""
    # Their row is the lock: of two forms at once, the second counts the first.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    if request_queries.requests_since(person, now - A_DAY) >= MOST_A_DAY:
        words = N_("You have asked %(most)s times within a day. Support what others asked, and go on tomorrow.")
        raise RuleBroken(words, most=MOST_A_DAY)
