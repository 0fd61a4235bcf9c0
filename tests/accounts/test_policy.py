"""Who may do what with accounts."""

from types import SimpleNamespace

import pytest

from hackathon.accounts import policy
from hackathon.permissions import ANYONE, Standing
from tests.machinery.moving_clock import SATURDAY_MORNING as NOW

ADA = SimpleNamespace(id=1, is_administrator=False)
BEN = SimpleNamespace(id=2, is_administrator=False)


@pytest.mark.parametrize(("who", "allowed"), [(ANYONE, True), (Standing(person=ADA), False)])
def test_only_a_visitor_opens_an_account(who, allowed):
    assert bool(policy.may_sign_up(who, at=NOW)) is allowed


@pytest.mark.parametrize("who", [ANYONE, Standing(person=ADA)])
def test_everybody_may_try_to_sign_in_and_see_the_demos_mails(who):
    assert policy.may_sign_in(who, at=NOW)
    assert policy.may_see_outbox(who, at=NOW)


@pytest.mark.parametrize(("account", "allowed"), [(ADA, True), (BEN, False), (None, True)])
def test_an_account_is_its_persons_own(account, allowed):
    assert bool(policy.may_manage_own(Standing(person=ADA), account, at=NOW)) is allowed
    assert not policy.may_manage_own(ANYONE, account, at=NOW)
