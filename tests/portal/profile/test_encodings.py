import io

import pytest

from hackathon.portal.profile.encodings import encoding_of
from hackathon.portal.profile.places import Limits
from tests.portal.profile.making import codes, profiled

TEXT = "código;distrito;año\n1;Víctor Larco;niño\n2;Ñaña;María\n"


@pytest.mark.parametrize(
    ("content", "name", "has_mark"),
    [
        (b"a;b\n1;2\n", "utf-8", False),
        (TEXT.encode(), "utf-8", False),
        (TEXT.encode("utf-8-sig"), "utf-8", True),
        (TEXT.encode("utf-16"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("windows-1252"), "windows-1252", False),
        (("a" * (1 << 20) + "\n" + TEXT).encode("windows-1252"), "windows-1252", False),
        ("precio\n5 €\n“caro”\n".encode("windows-1252"), "windows-1252", False),
        (TEXT.encode("cp850"), "cp850", False),
        ("¡ojo!\n".encode("windows-1252"), "windows-1252", False),
    ],
)
def test_an_encoding_is_decided_by_all_bytes(content, name, has_mark):
    found = encoding_of(io.BytesIO(content), Limits())

    assert (found.name, found.has_mark, found.mixed.count, found.lost) == (name, has_mark, 0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "cp850"])
def test_the_same_text_has_the_same_columns_in_every_encoding(encoding):
    profile = profiled(TEXT, encoding=encoding)

    assert [column.name for column in profile.columns] == ["código", "distrito", "año"]
    assert profile.columns[1].examples == ["Víctor Larco", "Ñaña"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_in_another_encoding_are_found_and_read(mark):
    content = mark + "a;b\n1;niño\n".encode() + "2;Peñón\n".encode("windows-1252") + "3;año\n".encode()

    profile = profiled(content)

    assert [(one.code, one.places, one.count) for one in profile.findings] == [("mixed_encoding", [3], 1)]
    assert profile.columns[1].examples == ["niño", "Peñón", "año"]


def test_bytes_of_no_encoding_are_counted():
    profile = profiled(b"a;b\n1;ni\xf1o\n2;x\x81y\n")

    assert codes(profile) == [("lost_bytes", ""), ("lost_letters", "b"), ("not_utf_8", "")]


def test_only_what_is_read_is_looked_at():
    content = b"a;b\n1;2\n" + "3;ñ\n".encode("windows-1252")

    assert encoding_of(io.BytesIO(content), Limits(bytes=8)).name == "utf-8"
    mixed = encoding_of(io.BytesIO("ñ;b\n".encode() + b"\xf1\n" * 9), Limits(bytes=7))
    assert (mixed.mixed.count, mixed.mixed.first) == (1, [2])
