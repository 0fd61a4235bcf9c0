"""Fetching the files of a dataset, one after the other, between transactions: what is new is kept, what fails is noted."""

import hashlib
from contextlib import ExitStack
from datetime import timedelta
from http import HTTPStatus
from typing import Any, BinaryIO, NamedTuple, cast

from sqlalchemy import or_, select

from hackathon import audit, clock, files, jobs, net
from hackathon.database import db, transaction
from hackathon.errors import PortalTooLarge, PortalUnavailable, TurnTaken
from hackathon.portal import pin_actions, pin_queries
from hackathon.portal.pin_models import PIN_FILES, FileCheck, FileOutcome, PinnedFile, Withdrawal
from hackathon.portal.profile.contents import is_page_for_table
from hackathon.portal.profile_models import DataProfile
from hackathon.text import N_

MOST_FILES = 100
MOST_AT_ONCE = 20
AFTER_OTHERS = timedelta(minutes=5)
LONGEST_ROUND = timedelta(minutes=30)  # a slow portal holds up nobody else; the rest comes with the next round
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
ANY_FILE = "*/*"
NO_ROOM = N_("There is no room for more copies here (%(most)s MB): an administrator must make some.")


class Wanted(NamedTuple):
    """One file to ask for, and what the copy that we have lets us ask."""

    resource_id: str
    url: str
    home: str  # of the portal that names it
    declared: str  # its format, as the portal says
    sha256: str  # of the newest copy; empty where there is none
    conditions: dict[str, str]


def run(dataset_id: int) -> str:
    """Ask for each file of a dataset; one summary line. Running it again keeps nothing twice."""
    wanted, begun = _wanted(dataset_id), clock.now()
    with transaction():
        pin_actions.forget_checks_but(dataset_id, [one.resource_id for one in wanted])
    outcomes = [_ask(dataset_id, one) for one in wanted if clock.now() - begun < LONGEST_ROUND]
    counts = {outcome.value: outcomes.count(outcome) for outcome in FileOutcome if outcome in outcomes}
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "no files to keep"


def ask_for_those_due() -> None:
    """Ask for the files of what is offered, each day."""
    ids = pin_queries.datasets_to_check(clock.now(), most=MOST_AT_ONCE)
    db.session.rollback()
    if ids:
        with transaction() as now:
            for dataset_id in ids:
                jobs.ask_for(PIN_FILES, dataset_id, now=now)


def _wanted(dataset_id: int) -> list[Wanted]:
    dataset = pin_queries.with_files(dataset_id)
    copies, checks = pin_queries.copies_of([dataset_id]), pin_queries.checks_of(dataset_id)
    withdrawn = pin_queries.withdrawals_among(copy.sha256 for copy in copies.values())
    known = {name: copy for (_, name), copy in copies.items() if copy.sha256 in withdrawn or files.is_kept(copy.sha256)}
    listed = [one for one in dataset.resources if net.safe_link(one.url)][:MOST_FILES]
    found = [
        Wanted(
            one.native_id,
            one.url,
            dataset.portal.base_url,
            one.format,
            known[one.native_id].sha256 if one.native_id in known else "",
            _conditions(known.get(one.native_id), checks.get(one.native_id), one.url),
        )
        for one in listed
    ]
    db.session.rollback()
    return found


def _conditions(copy: PinnedFile | None, check: FileCheck | None, url: str) -> dict[str, str]:
    """Only if it changed: the portal's newest mark, else its date; nothing when the file moved to another address.

    Some portals give the same bytes another mark each day: what the last answer said counts, not what the copy's did.
    """
    if copy is None or check is None or check.url != url:
        return {}
    if check.etag:
        return {"If-None-Match": check.etag}
    return {"If-Modified-Since": check.last_modified} if check.last_modified else {}


def _ask(dataset_id: int, wanted: Wanted) -> FileOutcome:
    limits = net.Limits(total=600, most_bytes=files.largest(), attempts=2)
    with transaction() as now:
        lasting = timedelta(seconds=limits.attempts * (limits.total + limits.longest_wait))
        jobs.keep_lease(PIN_FILES, dataset_id, now, lasting=lasting)
    if not wanted.sha256 and not has_room():  # nothing that it could bring would be kept
        no_room = PortalTooLarge(wanted.url, NO_ROOM, most=files.most() // 1_000_000)
        return _noted(dataset_id, wanted, FileOutcome.TOO_LARGE, no_room)
    try:
        with net.fetch(
            wanted.url, limits=limits, accept=ANY_FILE, headers=wanted.conditions, home=wanted.home
        ) as answer:
            return _kept(dataset_id, wanted, answer)
    except TurnTaken as taken:  # the whole round again, soon: nothing is known of the portal
        raise jobs.Later(clock.now() + AFTER_OTHERS) from taken
    except PortalTooLarge as failure:
        return _noted(dataset_id, wanted, FileOutcome.TOO_LARGE, failure)
    except PortalUnavailable as failure:
        return _noted(dataset_id, wanted, FileOutcome.FAILED, failure)


def _kept(dataset_id: int, wanted: Wanted, answer: net.Answer) -> FileOutcome:
    marks = None
    if answer.status == HTTPStatus.NOT_MODIFIED and wanted.conditions:
        outcome = _kept_up(dataset_id, wanted)
    elif refused := _refused(wanted, answer):
        kind, words, values = refused
        return _noted(dataset_id, wanted, kind, PortalUnavailable(wanted.url, words, **values))
    else:
        marks = pin_actions.marks_of(wanted.url, answer)
        outcome = _stored(dataset_id, wanted, answer)
    with transaction() as now:
        pin_actions.note_check(dataset_id, wanted.resource_id, outcome, status=answer.status, marks=marks, now=now)
    return outcome


def _refused(wanted: Wanted, answer: net.Answer) -> tuple[FileOutcome, str, dict[str, Any]] | None:
    """Why what came is not kept; None where it is. The copy that was kept before stays."""
    said = {"status": answer.status}
    if answer.status in GONE:
        return FileOutcome.GONE, N_("The file is not there any more (the portal answered %(status)s)."), said
    if answer.status == HTTPStatus.ACCEPTED:
        return FileOutcome.FAILED, N_("The portal is still preparing the file. It is asked for again soon."), said
    if answer.status != HTTPStatus.OK:
        return FileOutcome.FAILED, N_("The portal did not give the file (it answered %(status)s)."), said
    if _is_page_for_table(wanted, answer):
        return FileOutcome.FAILED, N_("The portal gave a web page in place of the table, as during maintenance."), said
    if not has_room() and _sha256_of(answer) != wanted.sha256:
        return FileOutcome.TOO_LARGE, NO_ROOM, {"most": files.most() // 1_000_000}
    return None


def _is_page_for_table(wanted: Wanted, answer: net.Answer) -> bool:
    body = cast(BinaryIO, answer.body)
    with ExitStack() as opened:
        is_there = wanted.sha256 and files.is_kept(wanted.sha256)
        before = opened.enter_context(files.path_of(wanted.sha256).open("rb")) if is_there else None
        is_page = is_page_for_table(body, declared=wanted.declared, before=before)
    body.seek(0)
    return is_page


def _sha256_of(answer: net.Answer) -> str:
    found = hashlib.sha256()
    while piece := answer.body.read(files.PIECE):
        found.update(piece)
    answer.body.seek(0)
    return found.hexdigest()


def has_room() -> bool:
    """Whether more contents may be kept."""
    kept = pin_queries.bytes_kept()
    db.session.rollback()  # no read stays open while a portal is asked
    return kept < files.most()


def _kept_up(dataset_id: int, wanted: Wanted) -> FileOutcome:
    """The same bytes: what is said of them may be another."""
    with transaction() as now:
        newest = pin_queries.newest_copy(dataset_id, wanted.resource_id)
        if newest is None or pin_queries.withdrawals_among([newest.sha256]):
            return FileOutcome.UNCHANGED
        is_new = pin_actions.keep_up(pin_queries.with_files(dataset_id), newest, now=now)
    return FileOutcome.NEW if is_new else FileOutcome.UNCHANGED


def _stored(dataset_id: int, wanted: Wanted, answer: net.Answer) -> FileOutcome:
    kept = files.keep(answer.body)
    if pin_queries.withdrawals_among([kept.sha256]):  # it came again, and is not to be here
        files.give_up(kept.sha256)
        return FileOutcome.UNCHANGED
    with transaction() as now:
        dataset = pin_queries.with_files(dataset_id)
        is_new = pin_actions.keep_copy(dataset, wanted.resource_id, wanted.url, answer, kept, now=now)
    return FileOutcome.NEW if is_new else FileOutcome.UNCHANGED


def remove_content(withdrawal_id: int) -> str:
    """Remove the bytes of a withdrawn content, its clean copies and what was read of it; running it again is no harm.

    What was read of a file whose clean copy is this content shows the same rows, and goes too.
    """
    with transaction() as now:
        withdrawal = db.session.get_one(Withdrawal, withdrawal_id)
        has_it = or_(DataProfile.sha256 == withdrawal.sha256, DataProfile.clean_sha256 == withdrawal.sha256)
        profiles = db.session.scalars(select(DataProfile).where(has_it)).all()
        contents = {withdrawal.sha256, *(profile.clean_sha256 for profile in profiles)} - {""}
        for profile in profiles:
            db.session.delete(profile)
        db.session.flush()
        for sha256 in contents:
            files.give_up(sha256)
        audit.record("dataset.content_removed", withdrawal, by=None, now=now, note=f"{len(profiles)} profiles")
    return f"{withdrawal.sha256[:12]} removed, {len(profiles)} profiles"


def _noted(dataset_id: int, wanted: Wanted, outcome: FileOutcome, failure: PortalUnavailable) -> FileOutcome:
    with transaction() as now:
        status, reason = failure.values.get("status"), failure.reason
        pin_actions.note_check(
            dataset_id, wanted.resource_id, outcome, status=status, reason=reason, values=failure.values, now=now
        )
    return outcome
