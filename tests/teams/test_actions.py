"""Founding, joining, leaving, leading: on both databases."""

import pytest
from sqlalchemy import select

from hackathon.audit import AuditEntry
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.teams import actions, queries
from hackathon.teams.models import Team
from tests.factories import REGISTRATION, at, event, found, person, registration, standing, team


@pytest.fixture
def libertad(session):
    return event(person("Olu"))


@pytest.fixture
def ada(session, libertad):
    return registered("Ada", libertad)


@pytest.fixture
def ben(session, libertad):
    return registered("Ben", libertad)


def registered(name, where):
    someone = person(name)
    registration(someone, where)
    return someone


def found_team(someone, where, name="Búhos"):
    with at(REGISTRATION), transaction() as now:
        return actions.found(found(where.slug), name=name, by=standing(someone, where), now=now)


def join(someone, where, group):
    with at(REGISTRATION), transaction(group) as now:
        return actions.join(group, by=standing(someone, where), now=now)


def leave(someone, where, group, **options):
    with at(REGISTRATION), transaction(group) as now:
        actions.leave(group, by=standing(someone, where), now=now, **options)


def names_of(group):
    again = queries.locked_with_members(group)
    return [(member.seat, member.person.name) for member in again.members]


def test_a_founder_is_the_captain_in_the_first_seat(ada, libertad):
    group = found_team(ada, libertad)

    assert (group.name, group.slug, group.captain_id) == ("Búhos", "buhos", ada.id)
    assert names_of(group) == [(1, "Ada")]
    assert standing(ada, libertad).team.id == group.id


def test_who_joins_by_code_takes_the_lowest_free_seat(ada, ben, libertad):
    group = found_team(ada, libertad)
    code = f" {group.join_code[:4].lower()}-{group.join_code[4:].lower()} "

    join(ben, libertad, queries.team_with_code(libertad, code))

    assert names_of(group) == [(1, "Ada"), (2, "Ben")]


@pytest.mark.parametrize("taken", ["Búhos 1", "buhos l", "BÚHOS I", "Вúhos 1"])
def test_a_name_that_looks_like_another_is_refused(ada, ben, libertad, taken):
    found_team(ada, libertad, "Búhos 1")

    with pytest.raises(RuleBroken, match="looks like it") as refusal:
        found_team(ben, libertad, taken)

    assert refusal.value.field == "name"
    assert standing(ben, libertad).team is None


@pytest.mark.parametrize("name", ["A", "★★★", "--", "ﷺ" * 40])
def test_a_name_without_letters_or_beyond_measure_is_refused(ada, libertad, name):
    with pytest.raises(RuleBroken, match="two letters"):
        found_team(ada, libertad, name)


def test_the_same_name_in_another_event_is_free(ada, libertad, session):
    other = event(person("Omar"), slug="piura", name="Hackathon Piura")
    found_team(ada, libertad)

    assert found_team(registered("Eva", other), other).slug == "buhos"


def test_a_team_named_like_a_page_gets_an_address_of_its_own(ada, libertad):
    assert found_team(ada, libertad, "Jury").slug.startswith("jury-")


def test_a_person_is_in_one_team_of_an_event(ada, ben, libertad):
    found_team(ada, libertad)
    other = found_team(ben, libertad, "Zorros")

    with pytest.raises(NotAllowed, match="in a team already"):
        found_team(ada, libertad, "Lobos")
    with pytest.raises(NotAllowed, match="in a team already"):
        join(ada, libertad, other)


def test_a_full_team_takes_nobody(ada, libertad):
    group = team(libertad, ada, *[person(name) for name in ("B", "C", "D", "E")])

    with pytest.raises(NotAllowed, match="is full"):
        join(registered("Zed", libertad), libertad, group)


def test_only_registered_people_form_teams(libertad, ada):
    zed = person("Zed")

    with pytest.raises(NotAllowed, match="Register for the event first"):
        found_team(zed, libertad)
    with pytest.raises(NotAllowed, match="Register for the event first"):
        join(zed, libertad, found_team(ada, libertad))


def test_teams_are_fixed_from_the_closing_instant_on(ada, ben, libertad, clock):
    group = found_team(ada, libertad)
    clock.set(libertad.window("teams").closes_at)

    with pytest.raises(NotAllowed, match="fixed since"), transaction(group) as now:
        actions.join(group, by=standing(ben, libertad), now=now)
    with pytest.raises(NotAllowed, match="fixed since"), transaction(group) as now:
        actions.leave(group, by=standing(ada, libertad), now=now)


def test_a_captain_who_leaves_passes_the_team_on_and_it_is_recorded(ada, ben, libertad):
    group = team(libertad, ada, ben, person("Cai"))
    cai = next(member.person for member in group.members if member.person.name == "Cai")

    leave(ada, libertad, group, successor=cai)

    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.thing == f"team/{group.id}")).all()
    assert queries.locked_with_members(group).captain_id == cai.id
    assert names_of(group) == [(2, "Ben"), (3, "Cai")]
    assert acts[-2:] == ["team.left", "team.captain_changed"]


def test_a_captain_who_names_nobody_is_followed_by_the_next_seat(ada, ben, libertad):
    group = team(libertad, ada, ben)

    leave(ada, libertad, group)

    assert queries.locked_with_members(group).captain_id == ben.id


def test_the_only_member_dissolves_the_team_and_its_name_is_free(ada, libertad):
    group = found_team(ada, libertad)
    with pytest.raises(NotAllowed, match="Dissolve the team"):
        leave(ada, libertad, group)

    with at(REGISTRATION), transaction(group) as now:
        actions.dissolve(group, by=standing(ada, libertad), now=now)

    assert db.session.get(Team, group.id).dissolved_at == REGISTRATION
    assert queries.team_with_code(libertad, group.join_code) is None
    assert queries.team_count(libertad) == 0
    assert found_team(ada, libertad).slug.startswith("buhos-")


def test_nobody_dissolves_a_team_over_the_others(ada, ben, libertad):
    group = team(libertad, ada, ben)

    with pytest.raises(NotAllowed, match="others in this team"), at(REGISTRATION), transaction(group) as now:
        actions.dissolve(group, by=standing(ada, libertad), now=now)


def test_only_the_captain_leads(ada, ben, libertad):
    group = team(libertad, ada, ben)
    member = standing(ben, libertad)

    for act in (
        lambda now: actions.rename(group, name="Zorros", by=member, now=now),
        lambda now: actions.renew_code(group, by=member, now=now),
        lambda now: actions.pass_captaincy(group, to=ben, by=member, now=now),
    ):
        with pytest.raises(NotAllowed, match="Only the captain"), at(REGISTRATION), transaction(group) as now:
            act(now)


def test_a_captain_passes_the_team_on_to_a_member_alone(ada, ben, libertad):
    group = team(libertad, ada, ben)
    zed = person("Zed")

    with transaction(group) as now:  # teams are fixed by now: a captain may still fall ill
        actions.pass_captaincy(queries.locked_with_members(group), to=ben, by=standing(ada, libertad), now=now)

    assert queries.locked_with_members(group).captain_id == ben.id
    with pytest.raises(RuleBroken, match="Only a member"), transaction(group) as now:
        actions.pass_captaincy(queries.locked_with_members(group), to=zed, by=standing(ben, libertad), now=now)


def test_a_new_code_ends_the_old_one(ada, libertad):
    group = found_team(ada, libertad)
    old = group.join_code

    with at(REGISTRATION), transaction(group) as now:
        actions.renew_code(group, by=standing(ada, libertad), now=now)

    assert queries.team_with_code(libertad, old) is None
    assert queries.team_with_code(libertad, group.join_code).id == group.id


def test_a_code_of_another_event_lets_nobody_in(ada, libertad):
    other = event(person("Omar"), slug="piura", name="Hackathon Piura")

    assert queries.team_with_code(other, found_team(ada, libertad).join_code) is None


def test_ten_wrong_codes_in_ten_minutes_and_the_person_waits(ada, ben, libertad, clock):
    group = found_team(ben, libertad)

    def guess(code):
        with transaction(ada) as now:
            return actions.team_of_code(found("libertad"), code, by=standing(ada, libertad), now=now)

    assert [guess("AAAA-AAAA") for _ in range(10)] == [None] * 10
    with pytest.raises(RuleBroken, match="ten minutes"):
        guess(group.join_code)
    clock.move(minutes=10, seconds=1)
    assert guess(group.join_code).id == group.id


def test_right_codes_are_not_counted(ada, ben, libertad):
    group = found_team(ben, libertad)

    for _ in range(12):
        with transaction(ada) as now:
            assert actions.team_of_code(found("libertad"), group.join_code, by=standing(ada, libertad), now=now)
