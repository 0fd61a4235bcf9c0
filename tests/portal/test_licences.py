import pytest

from hackathon.portal.licences import licence_of, licence_said
from hackathon.portal.records import Licence


@pytest.mark.parametrize(
    ("said", "code", "flags"),
    [
        ({"code": "cc-by", "url": "http://www.opendefinition.org/licenses/cc-by"}, "CC-BY", (True, True, False)),
        ({"code": "CC-BY-4.0"}, "CC-BY-4.0", (True, True, False)),
        ({"code": "cc-by-sa"}, "CC-BY-SA", (True, True, True)),
        ({"code": "odc-by"}, "ODC-By", (True, True, False)),
        ({"title": "http://opendefinition.org/licenses/odc-by/"}, "ODC-By", (True, True, False)),
        ({"url": "https://opendatacommons.org/licenses/odbl/1-0/"}, "ODbL-1.0", (True, True, True)),
        ({"url": "https://creativecommons.org/licenses/by/4.0/"}, "CC-BY-4.0", (True, True, False)),
        ({"url": "https://creativecommons.org/licenses/by-nc-sa/3.0/deed.es"}, "CC-BY-NC-SA-3.0", (False, True, True)),
        ({"url": "https://creativecommons.org/publicdomain/zero/1.0/"}, "CC0-1.0", (True, False, False)),
        ({"code": "other-pd", "title": "Outra (Domínio Público)"}, "public-domain", (True, False, False)),
        ({"code": "other-open"}, "other-open", (True, None, None)),
        ({"code": "other-closed"}, "other-closed", (False, None, None)),
        ({"title": "Creative Commons Atribución"}, "CC-BY", (True, True, False)),
        ({"code": "made-up-9.9"}, "", (None, None, None)),
        ({"url": "https://opendefinition.org/licenses/unheard-of"}, "", (None, None, None)),
        ({"title": "Uso libre, pregunte"}, "", (None, None, None)),
        ({}, "", (None, None, None)),
    ],
)
def test_a_licence_is_known_by_its_id_title_or_address(said, code, flags):
    licence = licence_of(**said)

    assert licence.code == code
    assert (licence.is_open, licence.needs_attribution, licence.needs_share_alike) == flags


def test_an_unknown_licence_keeps_the_portals_words_and_states_nothing():
    assert licence_of(code="x-1", title="Uso libre") == Licence("", "Uso libre")
    assert licence_of(code="x-1") == Licence("", "x-1")


def test_a_licence_that_is_declared_as_not_stated_is_not_stated():
    assert licence_of(code="notspecified", title="License not specified", url="") == Licence()


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("http://opendefinition.org/licenses/odc-by/", Licence("ODC-By", "", "http://opendefinition.org/licenses/odc-by/", True, True, False)),
        (
            '<div>Licence : <a href="https://creativecommons.org/licenses/by/4.0/">CC&nbsp;BY</a></div>',
            Licence("CC-BY-4.0", "Licence : CC BY", "https://creativecommons.org/licenses/by/4.0/", True, True, False),
        ),
        ("https://a.example/terms.", Licence("", "https://a.example/terms", "https://a.example/terms")),
        ("Open Data Commons Open Database License 1.0", Licence("ODbL-1.0", "Open Data Commons Open Database License 1.0", "", True, True, True)),
        ("http://www.usa.gov/publicdomain/label/1.0/", Licence("public-domain", "", "http://www.usa.gov/publicdomain/label/1.0/", True, False, False)),
        ("<p>Usar con <b>cuidado</b></p>", Licence("", "Usar con cuidado")),
        ("", Licence()),
        (None, Licence()),
        (["x"], Licence()),
        ("<" * 100_000, Licence("", "<" * 500)),
    ],
)  # fmt: skip
def test_one_field_may_hold_an_address_words_or_html(said, licence):
    assert licence_said(said) == licence
