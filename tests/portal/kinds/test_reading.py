import io
import json

import pytest

from hackathon.errors import NotTheAnswer, PortalTooSlow
from hackathon.net import Answer
from hackathon.portal.kinds import Trip
from hackathon.portal.kinds.reading import PASSED_OVER, Body, Fewer, Roll
from tests.portal.reading import AT

ADDRESS = "https://portal.example/x"


def answer(value):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Answer(ADDRESS, ADDRESS, 200, {}, io.BytesIO(body), len(body))


def trip(fetch=None):
    return Trip("https://portal.example", fetch, lambda: AT)


@pytest.fixture(params=["at once", "piece by piece"])
def body(request, monkeypatch):
    """`body(value)` reads a value either way: both mean the same."""
    if request.param == "piece by piece":
        monkeypatch.setattr("hackathon.json_text.LIGHT", 0)
    return lambda value: Body(answer(value))


def test_a_list_is_found_by_its_path_or_is_the_whole(body):
    assert list(body({"a": {"b": [1, 2]}}).items("a.b")) == [1, 2]
    assert list(body([1, 2]).items("")) == [1, 2]
    assert list(body({"a": []}).items("a")) == []
    assert list(body([]).items("")) == []


@pytest.mark.parametrize("value", [{}, {"a": None}, {"a": "x"}, [], "a", 7])
def test_where_no_list_is_none_is_found(body, value):
    with pytest.raises(NotTheAnswer):
        list(body(value).items("a"))


def test_the_members_of_a_name_are_those_of_its_list_itself_or_none(body):
    assert list(body({"a": [1, 2]}).members("a")) == [1, 2]
    assert list(body({"a": {"b": 1}}).members("a")) == [{"b": 1}]
    assert list(body({"a": None}).members("a")) == []
    assert list(body({"a": []}).members("a")) == []
    assert list(body({}).members("a")) == []
    with pytest.raises(NotTheAnswer):
        list(body({"a": "x"}).members("a"))


def test_a_name_is_held_even_for_null(body):
    assert body({"a": None}).holds("a")
    assert not body({"b": {"a": 1}}).holds("a")
    assert not body(["a"]).holds("a")


def test_the_same_unreadable_record_is_seen_once():
    roll = Roll(trip())

    pages = [*roll.pages([("", {"a": 1}), ("", {"a": 2}), ("", {"a": 1}), ("x", 1), ("x", 2)], None)]

    assert [(one.native_id, one.raw) for page in pages for one in page.records] == [
        ("", {"a": 1}),
        ("", {"a": 2}),
        ("x", 1),
    ]
    assert roll.count == 3
    assert [page.records for page in roll.pages([("", PASSED_OVER), ("", PASSED_OVER)], None)] == [[]]


def test_what_is_too_slow_to_make_is_asked_for_in_smaller_portions():
    asked = []

    def fetch(address, *, limits):
        asked.append(address)
        if len(asked) < 2:
            raise PortalTooSlow(address)
        return answer([])

    fewer = Fewer(trip(fetch), most=100)

    assert fewer.fetch(str).size == 2
    assert (asked, fewer.rows) == (["100", "10"], 10)


def test_what_is_too_slow_even_so_is_given_up():
    def fetch(address, *, limits):
        raise PortalTooSlow(address)

    with pytest.raises(PortalTooSlow):
        Fewer(trip(fetch), most=100).fetch(str)
