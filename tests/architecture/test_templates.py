"""Templates: every form that is posted has its token, every word is translated, nothing is styled or scripted inline."""

import re

import pytest

from tests.architecture.source import files, named

JINJA = re.compile(r"{#.*?#}|{%-?\s*trans\b.*?endtrans\s*-?%}|{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
UNREAD = re.compile(r"<(style|script|svg|code)\b.*?</\1>", re.DOTALL)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label|aria-description|content)=\"([^\"]*)\"")
WORD = re.compile(r"[^\W\d_]{2,}")
# Not words of a language: names of formats and units, and HTML's own.
SAME_IN_EVERY_LANGUAGE = {"CSV", "JSON", "PDF", "SHA", "WhatsApp", "GitHub", "OpenAPI", "Atom", "iCalendar"}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def templates():
    return files(".html", under="templates")


def test_every_posted_form_carries_its_token():
    token = re.compile(r"hidden_tag\(\)|csrf_token|fields\(form\)|fields\(")
    forms = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)

    bare = [
        f"{named(path)}: {form[:80]}"
        for path in templates()
        for form in forms.findall(path.read_text(encoding="utf-8"))
        if not token.search(form)
    ]

    assert bare == []


def test_nothing_is_styled_or_scripted_inline():
    inline = [
        f"{named(path)}:{number} {line.strip()[:100]}"
        for path in templates()
        if path.name != "mail.html"  # mail programs know no style sheets
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if INLINE.search(JINJA.sub(" ", line))
    ]

    assert inline == []


def test_every_word_of_a_template_is_translated():
    bare = [f"{named(path)}: {words}" for path in templates() if (words := untranslated(path.read_text("utf-8")))]

    assert bare == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ _('Hello') }}, {{ name }}</p>", []),
        ("<p>Hello</p>", ["Hello"]),
        ('<img src="x" alt="A map">', ["map"]),
        ("<p>{% trans n=3 %}{{ n }} teams{% endtrans %} · 33 h</p>", []),
        ("{# a remark #}<svg><title>Mark</title></svg>", []),
        ("<td>CSV</td>", []),
        ("<code>python3 verify.py</code>", []),
    ],
)
def test_a_bare_word_is_found(template, found):
    assert untranslated(template) == found


def untranslated(template):
    """Words that a person would read, or hear, in one language only."""
    html = UNREAD.sub(" ", JINJA.sub(" ", template))
    spoken = " ".join(value for value in SPOKEN.findall(html) if "=" not in value)
    texts = TAG.sub(" ", html) + " " + (spoken if "<meta" not in html else "")
    texts = re.sub(r"&\w+;", " ", texts)
    return [word for word in WORD.findall(texts) if word not in SAME_IN_EVERY_LANGUAGE]
