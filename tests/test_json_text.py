import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        (b"a\xa4o", "cp850", "año"),
        ("año".encode("utf-16-le"), "utf-16", "año"),
        ("año".encode("utf-32-le"), "UTF-32", "año"),
        (b"a\x96o", "macintosh", "año"),
        (b"\xc4\xe3", "GB2312", "你"),
    ],
)
def test_text_is_decoded_by_mark_label_or_content(data, charset, text):
    assert decode(data, charset) == text


@pytest.mark.parametrize(
    "label",
    [
        "punycode",
        "undefined",
        "idna",
        "utf-7",
        "unicode_escape",
        "raw_unicode_escape",
        "hex",
        "rot13",
        "zlib",
        "a\0b",
        "\ud800",
    ],
)
def test_a_label_that_names_no_coding_of_texts_is_passed_over(label):
    assert decode(b"a-x\\u0041+AGE-", label) == "a-x\\u0041+AGE-"
    assert LargeJson(b'{"a": "\xc3\xb1"}', label).piece("a") == "ñ"


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


@given(
    text=st.binary(max_size=40).map(lambda some: bytes(b'\\"[]{},a \xc3'[one % 10] for one in some)),
    piece=st.integers(1, 9),
)
def test_weighing_in_pieces_counts_as_weighing_letter_by_letter(text, piece):
    opened = b"{" * 40 + text  # so that no bracket is closed that was not opened, where weighing ends

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("hackathon.json_text.PIECE", piece)
        assert weigh(opened) == weighed_slowly(opened)


def weighed_slowly(data: bytes) -> tuple[int, int]:
    values = depth = deepest = 0
    is_inside = is_escaped = False
    for letter in data.decode("latin-1"):
        if is_escaped and letter in '\\"':
            is_escaped = False
        elif letter == "\\":
            is_escaped = True
        else:
            is_escaped = False
            is_inside ^= letter == '"'
            values += not is_inside and letter in "[{,"
            depth += 0 if is_inside else (letter in "[{") - (letter in "]}")
            deepest = max(deepest, depth)
    return values, deepest


@pytest.mark.parametrize(
    "text",
    [
        rb'["' + rb"ab\n" * 1_000_000 + rb'"]',
        b'["' + b'a","' * 600_000 + b'"]',
        b'["' + b"a" * 4_000_000 + "🌱".encode() + b'"]',
    ],
)
def test_a_large_text_takes_no_more_room_than_a_copy_of_itself(text):
    tracemalloc.start()
    try:
        LargeJson(text)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 2 * len(text) + 6_000_000


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-8", "windows-1252"])
def test_a_large_text_is_read_in_any_coding_whatever_the_pieces(coding, monkeypatch):
    monkeypatch.setattr("hackathon.json_text.PIECE", 3)

    assert LargeJson('{"a": "añ€o"}'.encode(coding)).piece("a") == "añ€o"


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
