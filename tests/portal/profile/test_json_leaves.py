"""Every value of a JSON, under the keys that lead to it."""

import io
import json

import pytest

from hackathon.portal.profile.batches import CHUNK
from hackathon.portal.profile.contents import NotATable
from hackathon.portal.profile.json_leaves import leaves_of
from hackathon.portal.profile.places import Limits


def leaves(value, **limits):
    text = value if isinstance(value, str) else json.dumps(value)
    return leaves_of(io.BytesIO(text.encode()), Limits(**limits))


@pytest.mark.parametrize("count", [1, CHUNK, CHUNK + 1])
def test_all_values_under_one_key_are_one_column_however_many_they_are(count):
    found = leaves({"personas": {"dni": [f"{number:08}" for number in range(count)]}})

    [column] = found.tables["personas"]
    assert (column.column.name, column.column.distinct, found.is_complete) == ("dni", count, True)


def test_more_keys_than_are_looked_at_are_said_to_be_unseen():
    assert leaves({"a": "x", "b": "y", "c": "z"}, columns=2).is_complete is False


@pytest.mark.parametrize("text", ['{"a": "x", ', '{"a": "x"} }'])
def test_a_text_that_breaks_off_is_refused(text):
    with pytest.raises(NotATable):
        leaves(text)


def test_coordinates_are_nobodys():
    assert leaves({"coordinates": [[-79.0, -8.1], [-79.1, -8.2]]}).tables == {}
