"""A no to an invitation, and what a juror tells the public of themselves."""

import pytest

from hackathon.database import transaction
from hackathon.errors import NotAllowed
from hackathon.jury import invitation_actions
from hackathon.permissions import ANYONE
from tests.factories import DELIBERATION
from tests.jury.cast import JURY, Contest, enter, link_in_mail, set_clock

HOME = "/events/libertad"


@pytest.fixture
def contest(session):
    return Contest(jurors=0, is_open=False)


def test_an_invitation_can_be_declined_with_a_reason(client, contest):
    contest.invite("Chi")
    link = link_in_mail("chi@example.pe")

    answer = client.submit(f"{link}/declination", reason="Estaré de viaje")

    invitation = contest.invitation("chi@example.pe")
    assert answer.status_code == 303
    assert (invitation.declined_at is not None, invitation.decline_reason) == (True, "Estaré de viaje")
    assert invitation.accepted_at is None


def test_whoever_declined_may_change_their_mind(client, contest):
    contest.invite("Chi")
    link = link_in_mail("chi@example.pe")
    client.submit(f"{link}/declination")

    client.submit(link, confidentiality=True)

    invitation = contest.invitation("chi@example.pe")
    assert (invitation.declined_at, invitation.accepted_at is not None) == (None, True)


def test_whoever_accepted_cannot_decline_by_the_link(client, session):
    contest = Contest()

    page = enter(client, contest).get(f"{link_in_mail('chi@example.pe')}/declination")
    with transaction() as now, pytest.raises(NotAllowed, match="on the jury already"):
        invitation_actions.decline(contest.invitation("chi@example.pe"), reason="", by=ANYONE, now=now)

    assert page.status_code == 403
    assert "Usted ya está en el jurado." in page.text


def test_after_the_jurys_work_nobody_declines(client, contest):
    contest.invite("Chi")
    set_clock(DELIBERATION)

    assert client.get(f"{link_in_mail('chi@example.pe')}/declination").status_code == 403


def test_a_juror_is_named_on_the_events_page_only_while_they_want_it(client, visit, session):
    contest = Contest()
    chi = enter(client, contest)

    chi.submit(f"{JURY}/profile", title="Hidróloga", organization="Universidad", bio="Ríos.", is_shown=False)
    before = visit().get(HOME).text
    chi.submit(f"{JURY}/profile", is_shown=True)
    shown = visit().get(HOME).text
    chi.submit(f"{JURY}/profile", is_shown=False)
    after = visit().get(HOME).text

    assert "Hidróloga, Universidad" in shown
    assert "Ríos." in shown
    assert "Hidróloga" not in before
    assert "Hidróloga" not in after
