"""Every source text has its Spanish, whole and reviewed: nothing missing, nothing fuzzy, nothing left over."""

import re

import pytest
from babel.messages.pofile import read_po

import run
from tests.architecture.source import ROOT

CATALOGUE = ROOT / "translations" / "es" / "LC_MESSAGES" / "messages.po"
HELD = re.compile(r"%\(\w+\)[a-z]|%[a-z]|{\w*}")


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def source_texts(tmp_path_factory):
    path = tmp_path_factory.mktemp("texts") / "messages.pot"
    run.extract_messages(str(path))
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def test_every_source_text_stands_in_the_catalogue_and_no_other(catalogue, source_texts):
    known = {message.id for message in catalogue if message.id}

    assert sorted(map(str, source_texts - known)) == [], "run `python3 run.py fmt`, then translate"
    assert sorted(map(str, known - source_texts)) == [], "run `python3 run.py fmt`"
    assert catalogue.obsolete == {}


def test_nothing_is_untranslated_or_fuzzy(catalogue):
    assert [message.id for message in catalogue if message.id and not all(forms(message.string))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_what_is_filled_in_is_the_same_in_both_languages(catalogue):
    different = [
        (source, text)
        for message in catalogue
        if message.id and any(forms(message.string))
        for source, text in zip(forms(message.id), forms(message.string), strict=True)
        if sorted(HELD.findall(source)) != sorted(HELD.findall(text)) and not is_one_of_many(message, source, text)
    ]

    assert different == []


def is_one_of_many(message, source, text):
    """For a single thing a language may leave the number out: "see its dataset"."""
    return message.pluralizable and source == message.id[0] and set(HELD.findall(text)) <= set(HELD.findall(source))


def test_the_spanish_is_calm_and_ends_as_its_source_does(catalogue):
    loud = [text for message in catalogue if message.id for text in forms(message.string) if "!" in text or "¡" in text]
    ends = [
        (source, text)
        for message in catalogue
        if message.id
        for source, text in [(forms(message.id)[0], forms(message.string)[0])]
        if text and ((source[-1:] in ".:?…") != (text[-1:] in ".:?…") or edges(source) != edges(text))
    ]

    assert loud == []
    assert ends == []


def forms(text):
    return tuple(text) if isinstance(text, tuple | list) else (text,)


def edges(text):
    return text[:1].isspace(), text[-1:].isspace()
