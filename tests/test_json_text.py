import json

import pytest

from hackathon.json_text import DEEPEST, LargeJson, NotJson, beginning, decode, read, weigh


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (b"\xef\xbb\xbfa\xc3\xb1o", "latin-1", "año"),
        ("año".encode("utf-16"), None, "año"),
        (b"\xfe\xff" + "año".encode("utf-16-be"), None, "año"),
        (b"a\xc3\xb1o", None, "año"),
        (b"a\xf1o", "utf-8", "año"),
        (b"a\xf1o", "no-such-charset", "año"),
        (b"a\xf1\x81o", None, "añ\ufffdo"),
    ],
)
def test_text_is_decoded_by_mark_label_or_content(data, charset, text):
    assert decode(data, charset) == text


def test_what_is_deeper_than_any_catalogue_is_refused_and_what_is_as_deep_is_read():
    deep = b"[" * DEEPEST + b"]" * DEEPEST

    assert read(deep) is not None
    with pytest.raises(NotJson, match="nested"):
        read(b"[" + deep + b"]")


def test_brackets_in_texts_have_no_depth():
    assert read(json.dumps(["[" * 500, '"' * 500, "\\" * 501, "{"]).encode())[0] == "[" * 500


@pytest.mark.parametrize("data", [b'"' + b"\\" * 1_000_001, b'"' * 500_001, b'\\"' * 500_000, b'"\\"' * 400_000])
def test_weighing_takes_one_pass_whatever_the_text(data):
    assert weigh(data)[1] == 0


def test_a_deep_text_is_refused_however_many_brackets_it_closes_too_often():
    with pytest.raises(NotJson, match="nested"):
        LargeJson(b"[" * 1_000_000 + b"]" * 2_500_000)


def test_a_thing_of_very_many_values_is_not_built():
    with pytest.raises(NotJson, match="more values"):
        read(b"[" + b"[]," * 2_000_000 + b"[]]")


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "[1,]", "{'a': 1}", '{"a"', "tru", "1 2"])
def test_what_is_almost_json_is_not_json(text):
    with pytest.raises(NotJson, match="not JSON"):
        read(text.encode())


def test_a_large_text_is_read_piece_by_piece():
    large = LargeJson(b'\xef\xbb\xbf{"result": {"results": [{"a": 1.5}, {"a": 2}], "count": 2}}')

    assert list(large.pieces("result.results.item")) == [{"a": 1.5}, {"a": 2}]
    assert (large.piece("result.count"), large.piece("nothing")) == (2, None)


def test_a_large_text_that_breaks_says_so_where_it_breaks():
    pieces = LargeJson(b'{"results": [1, 2, ').pieces("results.item")

    with pytest.raises(NotJson, match="breaks off"):
        list(pieces)


def test_a_large_text_tells_what_names_it_holds():
    large = LargeJson(b'{"dataset": null, "catalog": {"inner": 1}}')

    assert [large.holds(name) for name in ("dataset", "catalog", "inner", "other")] == [True, True, False, False]
    assert LargeJson(b'["dataset"]').holds("dataset") is False
    with pytest.raises(NotJson, match="breaks off"):
        LargeJson(b'{"a": 1, ').holds("b")


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (
            b'{"title": "x", "dataset": [{"title": "y", "keyword": ["a", "b',
            {"title": "x", "dataset": [{"title": "y", "keyword": ["a"]}]},
        ),
        (b'[{"title": "y"}, {"titl', [{"title": "y"}]),
        (b'\xef\xbb\xbf{"a": 1.5, "b": tru', {"a": 1.5}),
        ('{"a": "ñandú", "b": "ñ'.encode()[:-1], {"a": "ñandú"}),
        (b'{"a": 1, }, "b": 2', {"a": 1}),
        (b"nothing, at all", None),
    ],
)
def test_of_a_text_that_was_cut_the_beginning_is_read(data, value):
    assert beginning(data) == value


@pytest.mark.parametrize(
    "data", [b"", b'{"a": 1', b"<html>, </html>", b"cb({}, 1", b"[" * 90 + b",", b"[" + b"[]," * 2_000_000]
)
def test_a_beginning_is_refused_for_what_a_whole_text_would_be(data):
    with pytest.raises(NotJson):
        beginning(data)
