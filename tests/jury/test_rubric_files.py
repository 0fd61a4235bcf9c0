"""The templates of rubrics: that they are there, whole in both languages."""

import pytest

from hackathon.jury.rubric_files import template_keys, template_named


@pytest.mark.parametrize("key", template_keys())
def test_every_word_of_a_template_is_there_in_both_languages(key):
    template = template_named(key)
    words = [template.note, template.text.name]
    for criterion in template.text.criteria:
        words += [criterion.name, criterion.help, *criterion.anchors.values()]

    assert all(text.es and text.en and text.es != text.en for text in words)


def test_there_are_six_templates_beside_the_default():
    assert template_keys()[0] == "open-data"
    assert len(template_keys()) == 7
    assert template_named("none") is None
