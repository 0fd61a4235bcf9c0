"""Which passwords are refused, and with which words."""

import pytest

from hackathon.accounts.passwords import refuse_weak
from hackathon.errors import RuleBroken


@pytest.mark.parametrize(
    "password",
    [
        "corta",
        "x" * 201,
        "1234567890",
        "Contraseña123!",
        "abcabcabcabc",
        "aaaaaaaaaaaa",
        "quispe2026!!",
        "ada.quispe12",
        "Ada Quispe1234",
    ],
)
def test_what_is_short_long_common_or_personal_is_refused(password):
    with pytest.raises(RuleBroken) as refusal:
        refuse_weak(password, name="Ada Quispe", email="ada.quispe@example.pe")

    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password", ["tres palabras juntas", "ñandú-99-lima-gris", "正しい馬電池釘です今日", "x7#kq!m2pz"]
)
def test_words_that_have_nothing_to_do_with_the_person_are_taken(password):
    refuse_weak(password, name="Ada Quispe", email="ada.quispe@example.pe")
