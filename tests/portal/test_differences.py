"""What two readings of a record differ in, field by field."""

import json

from hypothesis import given
from hypothesis import strategies as st

from hackathon.portal.history import Difference, differences


def test_an_unchanged_record_differs_in_nothing():
    said = {"title": "A", "resources": [{"native_id": "1", "url": "u"}], "licence": {"title": "L"}, "tags": ["a"]}

    assert differences(said, said) == []
    assert differences(said, said | {"resources": []}) == [Difference("file_removed", "u", "")]


WHOLE = {
    "title": "A", "notes": "n", "landing_url": "u", "organization": {"native_id": "o", "title": "O"},
    "categories": [{"native_id": "c", "title": "C"}], "tags": ["t"], "frequency": "P1M", "frequency_said": "cada mes",
    "licence": {"code": "cc", "title": "CC", "url": "u", "is_open": None, "needs_attribution": None},
    "created_at": "2020", "modified_at": "2021",
    "resources": [{"native_id": "1", "url": "u", "title": "F", "description": "d", "format": "CSV", "media_type": "m",
                   "size": 7, "hash": "h", "created_at": "2020", "modified_at": "2021"}],
}  # fmt: skip
PLACES = [
    *((name,) for name, value in WHOLE.items() if isinstance(value, str)), ("tags", 0),
    *(("licence", name) for name in WHOLE["licence"]), *(("resources", 0, name) for name in WHOLE["resources"][0]),
    ("organization", "native_id"), ("organization", "title"), ("categories", 0, "native_id"), ("categories", 0, "title"),
]  # fmt: skip


@given(st.sampled_from(PLACES), st.text(min_size=1) | st.just(True))
def test_whatever_changed_in_a_record_is_told(place, value):
    changed = json.loads(json.dumps(WHOLE))
    *way, last = place
    inner = changed
    for step in way:
        inner = inner[step]
    before, inner[last] = inner[last], value

    told = differences(WHOLE, changed)

    assert bool(told) == (before != value)
    assert all(one.before != one.after for one in told)


def test_of_a_long_text_the_part_is_told_in_which_it_changed():
    long = "palabra " * 1_000

    [told] = differences({"notes": long}, {"notes": f"{long}fin"})

    assert told.before.startswith("…")
    assert told.after.endswith("fin")
    assert len(told.after) < 2_000
