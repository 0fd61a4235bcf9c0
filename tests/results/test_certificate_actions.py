"""Certificates and diplomas: who gets which, made in one piece of work that may be killed, replaced, withdrawn."""

import pytest

from hackathon import files, jobs
from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events.models import RoleKind
from hackathon.outbox import Mail
from hackathon.results import actions, certificate_actions, certificate_paper, certificate_queries
from hackathon.results.certificate_queries import JOB, Entitled
from hackathon.results.jobs import certificates
from hackathon.results.paper_models import Certificate
from tests import factories
from tests.jury.cast import Contest, withdraw
from tests.results.judged import FOXES_BETTER, do, judged, publish

pytestmark = pytest.mark.usefixtures("session")
SIGNATORIES = [{"name": "Elena Rojas", "office": "Gerenta"}]


def published(*, registered: tuple[str, ...] = ("Ada", "Ben")) -> Contest:
    """Results are out: Foxes first, Owls second. Both captains are registered, unless told otherwise."""
    contest = judged(**FOXES_BETTER)
    for captain in contest.captains:
        if captain.name in registered:
            _register(contest, captain)
    frozen = do(contest, actions.freeze, note="")
    publish(contest, frozen)
    return contest


def _register(contest: Contest, someone: Person) -> None:
    """A registration beside a membership that stands: the builders of the jury's tests give seats without one."""
    from hackathon.registration.models import Registration

    other = factories.person(f"{someone.name} twin")
    made = factories.registration(other, contest.event)
    with transaction() as now:
        row = db.session.get_one(Registration, made.id)
        row.person_id = someone.id
        factories.audit.record("test.registration", row, by=None, now=now, event=contest.event)


def due(contest: Contest) -> list[tuple[str, int, str]]:
    people = {person.id: person.name for person in db.session.query(Person)}
    return [(one.kind, one.prize, people[one.person_id]) for one in certificate_queries.entitled(contest.event)]


def rows() -> list[tuple[str, int, str, str]]:
    db.session.expire_all()
    found = db.session.query(Certificate).order_by(Certificate.kind, Certificate.prize, Certificate.id)
    return [(one.kind, one.prize, one.name, one.state) for one in found]


def test_certificates_are_for_who_took_part_and_diplomas_for_who_won() -> None:
    contest = published()
    factories.give_role(factories.person("Mara"), contest.event, RoleKind.MENTOR)

    assert due(contest) == [
        ("diploma", 1, "Ben"),
        ("diploma", 2, "Ada"),
        ("diploma", 4, "Ben"),
        ("juror", 0, "Chi"),
        ("juror", 0, "Eva"),
        ("juror", 0, "Dan"),
        ("mentor", 0, "Mara"),
        ("organiser", 0, "Olu"),
        ("organiser", 0, "Sol"),
        ("participant", 0, "Ada"),
        ("participant", 0, "Ben"),
    ]


def test_who_is_not_registered_gets_no_certificate_of_participation() -> None:
    contest = published(registered=("Ada",))

    assert [name for kind, _, name in due(contest) if kind == "participant"] == ["Ada"]


def test_who_handed_nothing_in_gets_none() -> None:
    contest = judged(**FOXES_BETTER)
    withdraw(contest, "owls")

    assert [one for one in due(contest) if one[0] == "participant"] == []


def test_one_piece_of_work_makes_all_of_them_each_with_its_file_and_code() -> None:
    contest = published()
    do(contest, certificate_actions.name_signatories, people=SIGNATORIES)
    asked = do(contest, certificate_actions.issue)

    said = jobs.run_now(JOB, contest.event.id)

    made = db.session.query(Certificate).all()
    assert said == f"{JOB} {contest.event.id}: {asked} certificates made"
    assert len(made) == asked == 10
    assert len({one.code for one in made}) == 10
    files.give_up(made[0].sha256)  # as another room does that kept the same file
    assert all(files.path_of(one.sha256).read_bytes().startswith(b"%PDF-") for one in made)
    assert certificate_queries.lacking(contest.event) == []


def test_going_on_after_a_killed_worker_makes_the_rest_and_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    contest = published()
    monkeypatch.setattr("hackathon.results.jobs.SHEETS_TOGETHER", 4)
    batches, make = [], certificate_paper.make

    def make_two(event, batch, *, at):
        batches.append(len(batch))
        if len(batches) == 2:
            raise KeyboardInterrupt
        return make(event, batch, at=at)

    monkeypatch.setattr("hackathon.results.jobs.certificate_paper.make", make_two)
    with pytest.raises(KeyboardInterrupt):
        certificates(contest.event.id)
    db.session.rollback()
    first = rows()
    monkeypatch.undo()

    said = certificates(contest.event.id)

    assert (len(first), said, len(rows())) == (4, "6 certificates made", 10)
    assert certificates(contest.event.id) == "0 certificates made"


def test_two_workers_at_once_leave_one_certificate_each() -> None:
    contest = published()
    waiting = certificate_queries.lacking(contest.event)
    made = [certificate_paper.make(contest.event, waiting, at=factories.DELIBERATION) for _ in range(2)]

    counts = []
    for sheets in made:
        with transaction() as now:
            counts.append(certificate_actions.keep(contest.event, sheets, issued_at=now, now=now))

    assert counts == [10, 0]
    assert len(rows()) == 10


def test_the_name_stands_as_the_person_wrote_it() -> None:
    contest = published()
    with transaction() as now:
        ada = db.session.get_one(Person, contest.captains[0].id)
        ada.name = "maría DE LOS Ángeles o'hara"
        factories.audit.record("test.name", ada, by=None, now=now)
    certificates(contest.event.id)

    names = {name for kind, _, name, _ in rows() if kind == "participant"}

    assert names == {"maría DE LOS Ángeles o'hara", "Ben"}


def test_everybody_is_told_once() -> None:
    contest = published()
    do(contest, certificate_actions.issue)
    certificates(contest.event.id)

    mails = [mail.to for mail in db.session.query(Mail) if mail.key.startswith("certificates:")]

    assert len(mails) == len(set(mails)) == 7  # Ada, Ben, three jurors, Olu, Sol


def test_a_withdrawn_certificate_says_why_and_is_not_made_again() -> None:
    contest = published()
    certificates(contest.event.id)
    one = db.session.query(Certificate).filter_by(kind="participant", name="Ada").one()

    with transaction(one) as now:
        fresh = certificate_queries.certificate_with_code(one.code)
        certificate_actions.withdraw(fresh, reason="No participó.", by=contest.standing(contest.olu), now=now)

    assert ("participant", 0, "Ada", "withdrawn") in rows()
    assert certificates(contest.event.id) == "0 certificates made"


def test_a_replaced_certificate_is_made_anew_under_another_code() -> None:
    contest = published()
    certificates(contest.event.id)
    old = db.session.query(Certificate).filter_by(kind="participant", name="Ada").one().code
    with transaction() as now:
        fresh = certificate_queries.certificate_with_code(old)
        certificate_actions.replace(fresh, by=contest.standing(contest.olu), now=now)

    jobs.run_now(JOB, contest.event.id)

    states = {one.code: one.state for one in db.session.query(Certificate).filter_by(kind="participant", name="Ada")}
    assert states.pop(old) == "replaced"
    assert list(states.values()) == ["valid"]


def test_what_no_longer_stands_is_not_taken_back_twice() -> None:
    contest = published()
    certificates(contest.event.id)
    code = db.session.query(Certificate).first().code
    by = contest.standing(contest.olu)
    with transaction() as now:
        certificate_actions.replace(certificate_queries.certificate_with_code(code), by=by, now=now)

    with pytest.raises(RuleBroken), transaction() as now:
        certificate_actions.withdraw(certificate_queries.certificate_with_code(code), reason="Otra", by=by, now=now)


def test_a_certificate_of_a_prize_that_went_to_others_is_told_as_lapsed() -> None:
    contest = published()
    certificates(contest.event.id)
    with transaction() as now:
        award = db.session.query(actions.Award).filter_by(position=1).one()
        award.project_id = contest.projects[0].id
        factories.audit.record("test.award", award, by=None, now=now, event=contest.event)

    lapsed = [(one.kind, one.prize, one.name) for one in certificate_queries.overview(contest.event).lapsed]

    assert lapsed == [("diploma", 1, "Ben")]
    assert Entitled("diploma", 1, contest.captains[0].id) in certificate_queries.lacking(contest.event)


def test_nothing_is_issued_before_the_results_are_public() -> None:
    contest = judged()

    with pytest.raises(NotAllowed):
        do(contest, certificate_actions.issue)


def test_nothing_is_asked_for_when_everybody_has_theirs() -> None:
    contest = published()
    certificates(contest.event.id)

    with pytest.raises(RuleBroken):
        do(contest, certificate_actions.issue)


def test_nobody_but_the_organisers_issues_or_takes_back() -> None:
    contest = published()
    certificates(contest.event.id)
    one = certificate_queries.certificate_with_code(db.session.query(Certificate).first().code)
    ada = contest.standing(contest.captains[0])

    with pytest.raises(NotAllowed):
        do(contest, certificate_actions.issue, by=contest.captains[0])
    with pytest.raises(NotAllowed), transaction() as now:
        certificate_actions.replace(one, by=ada, now=now)
    with pytest.raises(NotAllowed):
        do(contest, certificate_actions.name_signatories, by=contest.captains[0], people=[])
