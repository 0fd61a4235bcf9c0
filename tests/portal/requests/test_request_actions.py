"""Asking, supporting, answering, naming stewards: on both databases."""

from datetime import date

import pytest
from sqlalchemy import func, select, text

from hackathon import jobs
from hackathon.audit import AuditEntry
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.outbox import Mail
from hackathon.permissions import ANYONE
from hackathon.portal import request_actions, request_queries
from hackathon.portal.request_models import RequestSupport
from tests import factories, project_builders
from tests.factories import CALL, HACKING, at
from tests.machinery.databases import both_databases
from tests.portal.requests.requesting import answered, asked, loaded, steward, supported

pytestmark = [both_databases, pytest.mark.usefixtures("session")]

PROMISE = {"responsible_unit": "Gerencia de Salud", "promised_on": date(2026, 12, 1)}


def mails(kind):
    """Who gets a mail whose key begins so, and whether its subject names what it is about."""
    found = select(Mail.to, Mail.subject).where(Mail.key.startswith(f"{kind}:")).order_by(Mail.to)
    return [
        (to, "Lluvias por hora" in subject or "Datos Abiertos" in subject) for to, subject in db.session.execute(found)
    ]


@pytest.mark.parametrize(("ref", "when"), [("libertad/R1", CALL), ("libertad/R9", HACKING), ("no", HACKING)])
def test_a_request_tells_of_no_challenge_before_its_reveal_nor_of_one_that_is_none(portal, zed, ref, when):
    project_builders.challenge(factories.event(factories.person("Olu")), code="R1")

    with at(when):
        assert asked(zed, portal, challenge_ref=ref).challenge_ref == ""


def test_a_request_is_stored_logged_without_its_words_and_mailed_to_the_stewards(portal, zed, sara):
    project_builders.challenge(factories.event(factories.person("Olu")), code="R1")
    with at(HACKING):
        request = asked(zed, portal, challenge_ref="libertad/R1")

    assert (request.state, request.title, request.need) == ("new", "Lluvias por hora", "Para avisar.")
    assert (request.challenge_ref, request.is_question, request.is_open) == ("libertad/R1", False, True)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "request.asked")).one()
    assert entry.portal_id == portal.id
    assert "Lluvias" not in str(entry.changes)
    assert mails("request") == [("sara@example.pe", True)]


def test_without_a_steward_the_administrators_are_told(portal, zed):
    nora = factories.administrator()

    asked(zed, portal)

    assert [to for to, _ in mails("request")] == [nora.email]


def test_a_question_is_about_a_dataset_of_its_own_portal(portal, zed):
    other = project_builders.dataset(project_builders.portal("piura", name="Datos de Piura"))
    own = project_builders.dataset(portal)

    assert asked(zed, portal, dataset=own).is_question
    with pytest.raises(RuleBroken) as refused:
        asked(zed, portal, dataset=other)
    assert refused.value.reason == "This dataset is of another portal."


def test_nobody_asks_without_signing_in(portal):
    with pytest.raises(NotAllowed), transaction() as now:
        request_actions.ask(portal, title="x", need="y", by=ANYONE, now=now)


def test_nobody_asks_without_end(portal, zed, clock):
    for number in range(request_actions.MOST_A_DAY):
        asked(zed, portal, f"Pedido {number}")

    with pytest.raises(RuleBroken) as refused:
        asked(zed, portal, "Uno más")
    assert refused.value.values == {"most": 10}
    clock.move(hours=25)
    assert asked(zed, portal, "Al día siguiente").is_open


def test_support_counts_once_a_person_and_can_be_taken_back(portal, zed):
    ada, ben = factories.person("Ada"), factories.person("Ben")
    request = asked(zed, portal)
    supported(request, ada, ben)

    with pytest.raises(RuleBroken) as refused:
        supported(request, ada)
    assert refused.value.reason == "You support this request already."
    assert request_queries.supporters_of([request]) == {request.id: 2}
    with transaction() as now:
        request_actions.withdraw_support(loaded(request, ada), by=factories.standing(ada), now=now)
    assert request_queries.supporters_of([request]) == {request.id: 1}
    with pytest.raises(RuleBroken) as nothing, transaction() as now:
        request_actions.withdraw_support(loaded(request, ada), by=factories.standing(ada), now=now)
    assert nothing.value.reason == "You do not support this request."


def test_ones_own_request_and_a_closed_one_are_not_supported(portal, zed, sara):
    request = asked(zed, portal)

    with pytest.raises(NotAllowed):
        supported(request, zed)
    answered(request, sara, "declined", answer="Son datos personales.")
    with pytest.raises(NotAllowed) as closed:
        supported(request, sara)
    assert closed.value.reason.startswith("This request is closed.")
    assert db.session.scalar(select(func.count(RequestSupport.id))) == 0


def test_an_accepted_request_shows_its_promise_until_it_is_published(portal, zed, sara):
    request = asked(zed, portal)

    answered(request, sara, "accepted", **PROMISE)
    promised = loaded(request, sara)
    assert (promised.is_promised, promised.responsible_unit, promised.promised_on) == (True, *PROMISE.values())
    answered(request, sara, "accepted", **PROMISE | {"promised_on": date(2026, 12, 20)}, answer="Tardará más.")
    assert loaded(request, sara).promised_on == date(2026, 12, 20)
    answered(request, sara, "published", answer="Están en el portal.")

    done = loaded(request, zed)
    assert (done.state, done.is_promised, done.promised_on) == ("published", False, None)
    assert [one.state for one in done.answers] == ["accepted", "accepted", "published"]


@pytest.mark.parametrize(
    ("state", "said", "field"),
    [
        ("accepted", {}, "responsible_unit"),
        ("accepted", {"responsible_unit": "Salud"}, "promised_on"),
        ("accepted", PROMISE | {"promised_on": date(2026, 10, 16)}, "promised_on"),
        ("declined", {}, "answer"),
        ("published", {}, "answer"),
        ("new", {"answer": "Otra vez."}, "state"),
    ],
)
def test_an_answer_says_what_its_state_needs(state, said, field, portal, zed, sara):
    request = asked(zed, portal)

    with pytest.raises(RuleBroken) as refused:
        answered(request, sara, state, **said)

    assert refused.value.field == field
    assert loaded(request).state == "new"


def test_a_promise_for_today_is_still_one(portal, zed, sara, clock):
    request = asked(zed, portal)

    answered(request, sara, "accepted", **PROMISE | {"promised_on": date(2026, 10, 17)})

    assert loaded(request).is_promised


def test_everybody_who_waits_is_told_of_an_answer_once(portal, zed, sara):
    ada, other = factories.person("Ada"), factories.person("Otto")
    steward(other, portal)
    request = asked(zed, portal)
    supported(request, ada)

    given = answered(request, sara, "accepted", **PROMISE)
    jobs.run_due()
    jobs.HANDLERS[request_actions.TELL](given.id)
    told = db.session.scalars(select(Mail.text).where(Mail.to == zed.email, Mail.key.startswith("answer:"))).one()
    assert f"http://localhost/datasets/requests/{request.public_id}" in told
    assert "01/12/2026" in told

    assert mails("answer") == [(f"{name}@example.pe", True) for name in ("ada", "otto", "zed")]


def test_strangers_and_stewards_of_another_portal_do_not_answer(portal, zed):
    vera = factories.person("Vera")
    steward(vera, project_builders.portal("piura", name="Datos de Piura"))
    request = asked(zed, portal)

    for someone in (zed, vera):
        with pytest.raises(NotAllowed):
            answered(request, someone, "in_review")


def test_organisers_of_an_event_that_works_with_the_portal_answer_too(portal, zed):
    olu, vera = factories.person("Olu"), factories.person("Vera")
    project_builders.challenge(factories.event(olu), project_builders.dataset(portal))
    factories.event(vera, slug="piura", organization="otra")
    request = asked(zed, portal)

    answered(request, olu, "in_review")

    assert loaded(request, olu).state == "in_review"
    assert request_queries.answerers_of(portal.id) == {olu.id}


def test_a_steward_is_named_once_with_a_mail_and_dismissed(portal, sara):
    nora = factories.administrator()
    with pytest.raises(RuleBroken) as twice:
        steward(sara, portal)
    with pytest.raises(RuleBroken) as nobody, transaction() as now:
        request_actions.name_steward(portal, email="x@example.pe", unit="U", by=factories.standing(nora), now=now)

    assert (twice.value.field, nobody.value.field) == ("email", "email")
    assert mails("steward") == [("sara@example.pe", True)]
    (named,) = request_queries.stewards_of(portal)
    found = request_queries.steward_at(factories.standing(nora), portal.slug, named.id)
    with transaction() as now:
        request_actions.dismiss_steward(found, by=factories.standing(nora), now=now)
    assert request_queries.stewards_of(portal) == []


def test_only_administrators_name_stewards(portal, sara):
    with pytest.raises(NotAllowed), transaction() as now:
        request_actions.name_steward(portal, email=sara.email, unit="U", by=factories.standing(sara), now=now)


def test_the_database_holds_a_promise_together(portal, zed):
    request = asked(zed, portal)

    with pytest.raises(Exception, match="promise_is_whole"):
        db.session.execute(text("UPDATE data_request SET state = 'accepted'"))
    db.session.rollback()
    assert loaded(request).state == "new"
