"""Markup of people and portals: only the allow-list comes through."""

import re

import pytest

from hackathon.rich_text import first_words, foreign_text, plain_text, rich_text

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[enlace](javascript:alert(1))",
    "[enlace](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<p style='position:fixed'>x</p>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<form action='https://example.org'><input name=password></form>",
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    "<style>@import 'https://example.org'</style>",
    "<base href='https://example.org'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [rich_text, foreign_text])
def test_nothing_that_runs_or_reaches_outside_survives(render, text: str) -> None:
    shown = str(render(text)).lower()
    tags = re.findall(r"<[^>]*>", shown)

    assert {re.match(r"</?([a-z0-9]*)", tag).group(1) for tag in tags} <= {"p", "a"}
    assert not re.search(r"javascript:|data:|style=|\son\w+=", " ".join(tags))


def test_markdown_of_people_becomes_modest_markup() -> None:
    shown = rich_text("# Título\n\nUn **dato** y [un enlace](https://example.org)\n\n- a\n- b")

    assert "<h3>Título</h3>" in shown
    assert "<strong>dato</strong>" in shown
    assert 'rel="nofollow noopener noreferrer"' in shown
    assert "<li>a</li>" in shown


def test_html_typed_by_people_is_shown_as_text() -> None:
    assert "&lt;b&gt;" in rich_text("<b>hola</b>")


def test_a_portals_html_keeps_its_paragraphs() -> None:
    shown = foreign_text("<p paraeid='{1}'>Relación de <strong>establecimientos</strong></p>")

    assert shown == "<p>Relación de <strong>establecimientos</strong></p>"


def test_plain_text_is_words_only() -> None:
    assert plain_text("<p>Relación&nbsp;de <b>datos</b></p><script>alert(1)</script>") == "Relación de datos"
    assert plain_text(None) == ""


@pytest.mark.parametrize("render", [rich_text, foreign_text])
def test_a_wall_of_marks_is_shown_as_it_was_typed(render) -> None:
    assert render("*_a_* " * 500) == "<p>" + ("*_a_* " * 500).strip() + "</p>\n"


def test_of_a_portals_long_text_the_end_is_words_without_marks() -> None:
    shown = foreign_text("*uno* " * 150 + "palabra " * 1_000 + "\n\n*dos* < tres")

    assert shown.startswith("<p><em>uno</em>")
    assert shown.count("palabra") == 1_000
    assert shown.endswith("<p>*dos* &lt; tres</p>\n")


def test_a_long_text_without_a_space_is_shown_whole() -> None:
    assert plain_text(foreign_text("a" * 6_000)).replace(" ", "") == "a" * 6_000


def test_first_words_are_read_from_the_beginning_alone() -> None:
    assert first_words("**uno** dos", 600) == "uno dos"
    assert first_words("<p class='x'>" + "uno dos " * 100 + "</p>", 24) == "uno dos uno"
    assert first_words("*a " * 10_000, 6) == first_words("*a *a ", 6)
    assert first_words(None, 600) == ""
