"""Markup of people and portals: only the allow-list comes through."""

import re

import pytest

from hackathon.rich_text import foreign_text, plain_text, rich_text

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
