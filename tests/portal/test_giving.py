"""The one verdict on whether a kept content is given."""

import pytest

from hackathon.portal.giving import Hold, Seen, best_of, hold_on
from hackathon.portal.profile.contents import Look

WHOLE = Seen(is_urgent=False, look=Look.WHOLE)


@pytest.mark.parametrize(
    ("given", "hold"),
    [
        ({}, None),
        ({"seen": Seen(is_urgent=False, look=Look.BLIND)}, None),
        ({"is_withdrawn": True, "is_open": False}, Hold.WITHDRAWN),
        ({"is_open": False}, Hold.CLOSED),
        ({"seen": Seen(is_urgent=True, look=Look.WHOLE)}, Hold.PERSONAL),
        ({"seen": Seen(is_urgent=True, look=Look.IN_PART)}, Hold.PERSONAL),
        ({"seen": Seen(is_urgent=False, look=Look.IN_PART)}, Hold.IN_PART),
        ({"seen": Seen(is_urgent=False, look=Look.UNREAD)}, Hold.UNREAD),
        ({"seen": Seen(is_urgent=False, look=Look.UNREAD), "is_being_read": True}, Hold.READING),
        ({"seen": None}, Hold.UNREAD),
        ({"seen": None, "is_being_read": True}, Hold.READING),
    ],
)
def test_only_what_was_looked_through_or_cannot_be_is_given(given, hold):
    asked = {"is_open": True, "is_withdrawn": False, "seen": WHOLE, "is_being_read": False} | given

    assert hold_on(**asked) == hold


@pytest.mark.parametrize(
    ("every", "known"),
    [
        ([], None),
        ([WHOLE, Seen(is_urgent=False, look=Look.UNREAD)], WHOLE),
        ([WHOLE, Seen(is_urgent=True, look=Look.IN_PART)], Seen(is_urgent=True, look=Look.WHOLE)),
    ],
)
def test_what_was_urgent_once_is_urgent_and_whoever_saw_most_knows(every, known):
    assert best_of(every) == known
