"""Many at once, with real threads on both databases: no limit is ever exceeded, and everybody gets an answer."""

import threading
from collections import Counter

import pytest
from sqlalchemy import func, select

from hackathon.accounts.models import Consent
from hackathon.database import db
from hackathon.registration.models import Registration
from hackathon.teams.models import Membership, Team
from tests.factories import REGISTRATION, event, person, registration, sign_in, team

CHOOSE = "/events/libertad/me/team/choose"
CHECK = "/events/libertad/register/check"


@pytest.fixture
def libertad(session, clock):
    made = event(person("Olu"))
    clock.set(REGISTRATION)
    return made


def at_once(acts):
    """Run all of these at the same moment; returns their answers."""
    together, answers = threading.Barrier(len(acts)), []

    def run(act):
        together.wait()
        answers.append(act())

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def registered(visit, where, name):
    somebody = person(name)
    registration(somebody, where)
    return sign_in(visit(), somebody)


def sending(visitor, address, **fields):
    """The sending of a form that stands open already; again while the server says that it is too busy now."""
    form = visitor.form(address).filled(fields)

    def send():
        for _ in range(10):
            answer = visitor.post(address, data=form)
            if answer.status_code != 503:
                break
        return answer

    return send


def rows(kind, *conditions):
    return db.session.scalar(select(func.count(kind.id)).where(*conditions))


def statuses(answers):
    return Counter(answer.status_code for answer in answers)


@pytest.mark.parametrize("many", [10, pytest.param(50, marks=pytest.mark.full)])
def test_many_want_the_last_seat_and_one_gets_it(visit, libertad, many):
    group = team(libertad, *[person(name) for name in ("A", "B", "C", "D")])
    crowd = [registered(visit, libertad, f"Persona {number}") for number in range(many)]

    answers = at_once([sending(one, CHOOSE, choice="join", code=group.join_code) for one in crowd])

    assert statuses(answers)[303] == 1
    assert sum("está completo" in answer.text for answer in answers) == many - 1
    seats = db.session.scalars(select(Membership.seat).where(Membership.team_id == group.id)).all()
    assert sorted(seats) == [1, 2, 3, 4, 5]


def test_who_founds_in_two_tabs_at_once_has_one_team(visit, libertad):
    ada = registered(visit, libertad, "Ada")
    tabs = [sending(ada, CHOOSE, choice="found", name=f"Equipo {number}") for number in range(10)]

    answers = at_once(tabs)

    assert statuses(answers)[303] == 1
    assert statuses(answers)[403] + statuses(answers)[422] == 9
    assert (rows(Team), rows(Membership)) == (1, 1)


def test_who_joins_two_teams_at_once_is_in_one(visit, libertad):
    groups = [team(libertad, person(name), name=name) for name in ("Búhos", "Zorros", "Lobos")]
    ada = registered(visit, libertad, "Ada")

    answers = at_once([sending(ada, CHOOSE, choice="join", code=group.join_code) for group in groups])

    assert statuses(answers)[303] == 1
    assert rows(Membership) == 4


def test_ten_who_choose_the_same_name_at_once_found_one_team(visit, libertad):
    crowd = [registered(visit, libertad, f"Persona {number}") for number in range(10)]
    names = ["Búhos 1", "BÚHOS I", "buhos l"] * 4

    answers = at_once(
        [sending(one, CHOOSE, choice="found", name=name) for one, name in zip(crowd, names, strict=False)]
    )

    assert statuses(answers) == {303: 1, 422: 9}
    assert rows(Team) == 1


def test_the_same_registration_sent_ten_times_at_once_is_one(visit, libertad):
    ada = person("Ada")
    visitor = sign_in(visit(), ada)
    visitor.submit("/events/libertad/register/team", choice="found", name="Búhos")
    visitor.submit("/events/libertad/register/rules", accepts=True, contest=True)

    answers = at_once([sending(visitor, CHECK) for _ in range(10)])

    assert statuses(answers)[303] >= 1
    assert set(statuses(answers)) <= {303, 403, 422}
    assert (rows(Registration), rows(Consent), rows(Team), rows(Membership)) == (1, 1, 1, 1)


def test_who_joins_and_withdraws_at_once_is_never_a_member_without_a_registration(visit, libertad):
    group = team(libertad, person("Ben"))
    for number in range(5):
        name = f"Persona {number}"
        visitor = registered(visit, libertad, name)
        join = sending(visitor, CHOOSE, choice="join", code=group.join_code)
        withdraw = sending(visitor, "/events/libertad/me/withdraw")

        at_once([join, withdraw])

    members = db.session.scalars(select(Membership.person_id).where(Membership.team_id == group.id)).all()
    active = db.session.scalars(select(Registration.person_id).where(Registration.state == "active")).all()
    assert set(members) <= set(active)
