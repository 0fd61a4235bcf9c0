"""When what was handed in is public: a rule at its edges."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from hackathon.submissions import policy
from tests.machinery.moving_clock import SATURDAY_MORNING as NOW

INSTANT = timedelta(microseconds=1)


def event_closing(at, *, hides_names=False):
    window = None if at is None else SimpleNamespace(closes_at=at)
    return SimpleNamespace(window=lambda name: window, hides_names=hides_names)


@pytest.mark.parametrize(
    ("closes", "shown"), [(NOW + INSTANT, False), (NOW, True), (NOW - INSTANT, True), (None, False)]
)
def test_projects_are_shown_from_the_closing_instant_on_and_never_without_one(closes, shown):
    assert policy.is_shown(event_closing(closes), NOW) is shown


def test_projects_wait_for_the_results_where_the_jury_judges_without_names():
    assert policy.is_shown(event_closing(NOW, hides_names=True), NOW) is False
