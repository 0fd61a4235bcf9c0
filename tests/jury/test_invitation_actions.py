"""Inviting, accepting, revoking, the chair; nobody both judges and takes part."""

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events.models import Role
from hackathon.jury import invitation_actions, invitation_queries
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.outbox import Mail
from hackathon.permissions import ANYONE
from tests.factories import DELIBERATION, REGISTRATION, SCORING, person
from tests.jury.cast import Contest, link_in_mail, set_clock, team
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]


@pytest.fixture
def contest():
    contest = Contest(projects=1, jurors=0, is_open=False)
    set_clock(REGISTRATION)
    return contest


def invite(contest, *people):
    with transaction() as now:
        return invitation_actions.invite(contest.event, people, by=contest.standing(contest.olu), now=now)


def roles(someone):
    return sorted(db.session.scalars(select(Role.kind).where(Role.person_id == someone.id)))


def test_an_invitation_is_mailed_with_a_link_that_is_kept_only_as_a_hash(contest):
    invite(contest, ("Chi", "chi@example.pe"))

    link = link_in_mail("chi@example.pe")
    kept = db.session.scalars(select(JurorInvitation.token_hash)).one()
    assert link.removeprefix("/invitations/") != kept
    assert invitation_queries.invitation_with_token(ANYONE, link.removeprefix("/invitations/")).name == "Chi"
    assert invitation_queries.invitation_with_token(ANYONE, kept) is None


def test_a_list_with_somebody_who_takes_part_invites_nobody(contest):
    ada = contest.captains[0]

    with pytest.raises(RuleBroken, match=r"nobody judges and takes part at once: ada@example.pe\."):
        invite(contest, ("Chi", "chi@example.pe"), ("Ada", ada.email.upper()))

    db.session.rollback()
    assert invitation_queries.jurors_of(contest.event) == []


def test_somebody_invited_already_is_named(contest):
    invite(contest, ("Chi", "chi@example.pe"))

    with pytest.raises(RuleBroken, match=r"They are invited already: chi@example.pe\."):
        invite(contest, ("Chi again", "CHI@example.pe"))


def test_only_organisers_invite_and_only_until_scoring_closes(contest):
    zed = person("Zed")
    with pytest.raises(NotAllowed, match="Only the organisers"), transaction() as now:
        invitation_actions.invite(contest.event, [("X", "x@example.pe")], by=contest.standing(zed), now=now)
    set_clock(DELIBERATION)

    with pytest.raises(NotAllowed, match="nobody can join the jury"):
        invite(contest, ("Chi", "chi@example.pe"))


def test_accepting_makes_an_account_without_a_password_and_a_juror(contest):
    chi = contest.juror("Chi")

    assert (chi.name, chi.email, chi.password_hash) == ("Chi", "chi@example.pe", None)
    assert roles(chi) == ["juror"]
    assert contest.standing(chi).has_role("juror")


def test_accepting_again_only_lets_in(contest):
    chi = contest.juror("Chi")
    first = contest.invitation("chi@example.pe").accepted_at
    set_clock(SCORING)

    with transaction() as now:
        again = invitation_actions.accept(
            contest.invitation("chi@example.pe"), conflicts=(1,), cause="x", language="es", by=ANYONE, now=now
        )

    assert again.id == chi.id
    assert contest.invitation("chi@example.pe").accepted_at == first
    assert contest.invitation("chi@example.pe").conflicts == []


def test_an_account_with_a_password_is_not_opened_by_a_link(contest):
    chi = person("Chi")
    contest.invite("Chi")

    def accept(by):
        with transaction() as now:
            found = contest.invitation("chi@example.pe")
            return invitation_actions.accept(found, conflicts=(), cause="", language="es", by=by, now=now)

    with pytest.raises(NotAllowed, match="Sign in first"):
        accept(ANYONE)
    assert accept(contest.standing(chi)).id == chi.id


def test_an_invitation_is_not_for_whoever_else_is_signed_in(contest):
    zed = person("Zed")
    contest.invite("Chi")

    with pytest.raises(NotAllowed, match="for another person"), transaction() as now:
        invitation_actions.enter(contest.invitation("chi@example.pe"), language="es", by=contest.standing(zed), now=now)


def test_a_participant_cannot_accept(contest):
    chi = person("Chi")
    contest.invite("Chi")
    team(contest.event, chi, "Sparrows")

    with transaction() as now:
        said = {"conflicts": (), "cause": "", "language": "es", "by": contest.standing(chi), "now": now}
        found = contest.invitation("chi@example.pe")
        with pytest.raises(NotAllowed, match="nobody judges and takes part at once"):
            invitation_actions.accept(found, **said)

    assert roles(chi) == []


def test_a_new_link_replaces_the_old_one(contest):
    contest.invite("Chi")
    old = link_in_mail("chi@example.pe")

    with transaction() as now:
        found = contest.invitation("chi@example.pe")
        invitation_actions.send_again(found, by=contest.standing(contest.olu), now=now)

    new = link_in_mail("chi@example.pe")
    known = [invitation_queries.invitation_with_token(ANYONE, link.rpartition("/")[2]) for link in (old, new)]
    assert [one is not None for one in known] == [False, True]
    assert len(db.session.scalars(select(Mail.id).where(Mail.to == "chi@example.pe")).all()) == 2


def test_revoking_ends_the_link_and_the_role_at_once(contest):
    chi = contest.juror("Chi")
    with transaction() as now:
        contest_invitation = contest.invitation("chi@example.pe")
        invitation_actions.revoke(contest_invitation, by=contest.standing(contest.olu), now=now)

    assert roles(chi) == []
    assert invitation_queries.accepted_invitations(contest.event) == []
    with pytest.raises(NotAllowed, match="took this invitation back"), transaction() as now:
        invitation_actions.enter(contest.invitation("chi@example.pe"), language="es", by=ANYONE, now=now)
    for act in (invitation_actions.send_again, invitation_actions.name_chair, invitation_actions.revoke):
        with pytest.raises(RuleBroken, match="revoked"), transaction() as now:
            act(contest.invitation("chi@example.pe"), by=contest.standing(contest.olu), now=now)


def test_whoever_was_revoked_can_be_invited_again(contest):
    contest.juror("Chi")
    with transaction() as now:
        invitation_actions.revoke(contest.invitation("chi@example.pe"), by=contest.standing(contest.olu), now=now)

    chi = contest.juror("Chi")

    assert roles(chi) == ["juror"]
    assert len(invitation_queries.jurors_of(contest.event)) == 1


def test_a_juror_with_signed_sheets_stays():
    contest = Contest()
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    with pytest.raises(NotAllowed, match="This juror has signed sheets"), transaction() as now:
        invitation_actions.revoke(contest.invitation("chi@example.pe"), by=contest.standing(contest.olu), now=now)


def test_there_is_one_chair(contest):
    chi, eva = contest.juror("Chi"), contest.juror("Eva")

    for email in ("chi@example.pe", "eva@example.pe"):
        with transaction() as now:
            invitation_actions.name_chair(contest.invitation(email), by=contest.standing(contest.olu), now=now)

    assert (roles(chi), roles(eva)) == (["juror"], ["juror", "jury_chair"])
    assert [juror.invitation.name for juror in invitation_queries.jurors_of(contest.event)] == ["Eva", "Chi"]


def test_an_invited_person_can_preside_before_accepting(contest):
    contest.invite("Chi")
    with transaction() as now:
        invitation_actions.name_chair(contest.invitation("chi@example.pe"), by=contest.standing(contest.olu), now=now)

    with transaction() as now:
        chi = invitation_actions.accept(
            contest.invitation("chi@example.pe"), conflicts=(), cause="", language="es", by=ANYONE, now=now
        )

    assert roles(chi) == ["juror", "jury_chair"]
