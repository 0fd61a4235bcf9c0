import pytest

from hackathon.portal.profile.delimiters import delimiter_of
from tests.portal.profile.making import profiled


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1;2,5;3,5\n4;5,5;6,5\n", ";"),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('a;b\n"1;2;3";4\n"5,6,7";8\n', ";"),
        ("PADRÓN, 2015\n\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ("hora\n05:00:00\n06:00:00\n", ","),
        ("", ","),
        ("sep=|\na|b;c;d\n", "|"),
        ('"sep=;"\r\na;b\r\n', ";"),
    ],
)
def test_the_delimiter_cuts_the_lines_evenly(sample, delimiter):
    assert delimiter_of(sample) == delimiter


def test_a_line_that_names_the_delimiter_is_no_row():
    profile = profiled("sep=;\ncodigo;camas\n01;5\n02;6\n")

    assert (profile.reading.header_line, profile.reading.rows, profile.reading.titles) == (2, 2, [])


def test_a_long_sample_ends_with_a_whole_line():
    profile = profiled("codigo;camas\n" + "00001;5\n" * 9_000)

    assert (profile.reading.delimiter, profile.reading.rows) == (";", 9_000)


def test_a_sample_without_a_line_end_is_taken_whole():
    profile = profiled("a;" * 40_000)

    assert profile.reading.delimiter == ";"
