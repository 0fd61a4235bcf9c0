"""Folding, slugs and skeletons."""

import pytest

from hackathon.text import fold, new_public_id, skeleton, slug_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Educación  Básica", "educacion basica"), ("ÑANDÚ", "nandu"), ("a\u200bb\tc", "ab c"), ("Straße", "strasse")],
)
def test_search_text_has_no_accents_case_or_doubled_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("title", "slug"),
    [("¿Dónde me atienden?", "donde-me-atienden"), ("日本", "item"), ("  --  ", "item"), ("a" * 99, "a" * 60)],
)
def test_a_title_becomes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Búhos", "buhos"),
        ("BUHOS", "Bu hos"),
        ("Minka 1", "Minka l"),
        ("Totora", "Тоtоrа"),  # Cyrillic letters among the Latin ones
        ("Rumbo", "Rurnbo"),
        ("Equipo 0", "EquipoO"),
        ("Owls\u200b", "Owls"),
        ("Ｏｗｌｓ", "Owls"),
    ],
)
def test_names_that_look_alike_share_a_skeleton(name: str, other: str) -> None:
    assert skeleton(name) == skeleton(other)


def test_different_names_keep_different_skeletons() -> None:
    assert len({skeleton(name) for name in ("Moche Bits", "Totora Data", "Ruta Norte", "Algarrobo Lab")}) == 4


def test_public_ids_are_long_and_never_repeat() -> None:
    ids = {new_public_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert {len(one) for one in ids} == {12}
