"""The texts that people agree to: whole in both languages, and never changed under the consents given to them."""

import pytest

from hackathon.accounts import consent_texts
from hackathon.accounts.models import ConsentPurpose

FINGERPRINTS = {"2026-11-23": "860922ca545fb69a75f2e9a553047cbd4c84711ed9c34786d1d1e4d7e4948b5c"}


def test_a_changed_word_is_a_new_version():
    assert FINGERPRINTS[consent_texts.VERSION] == consent_texts.fingerprint(), "make a new VERSION, and add it here"


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_purpose_has_its_sentence_in_both_languages(language):
    assert {purpose.value for purpose in ConsentPurpose} == set(consent_texts.STATEMENTS)
    assert all(consent_texts.statement(purpose, language).endswith(".") for purpose in consent_texts.STATEMENTS)


@pytest.mark.parametrize("language", ["es", "en"])
def test_who_is_told_what_is_collected_learns_who_answers_for_it(language):
    told = consent_texts.notice(
        language, organization="Gobierno Regional", event="Libertad", contact="datos@example.pe"
    )

    assert "Gobierno Regional" in told[0][1]
    assert "datos@example.pe" in told[0][1]
    assert not any("{" in text for _, text in told)


@pytest.mark.parametrize(("language", "age"), [("es", "18 años"), ("en", "18")])
def test_the_declaration_speaks_of_age_according_to_the_event(language, age):
    adults = consent_texts.declaration(language, minors_allowed=False)
    everybody = consent_texts.declaration(language, minors_allowed=True)

    assert age in adults
    assert adults != everybody
