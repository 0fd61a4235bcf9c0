"""The part of Solr's language that harvesters speak."""

from functools import cache
from typing import Any

import pytest

from hackathon.demo.catalogue import AS_OF, catalogue
from hackathon.demo.packages import Site
from hackathon.demo.search import Refused, search


@cache
def packages() -> list[dict[str, Any]]:
    return Site(catalogue(), "http://portal.example", AS_OF).packages()


def found(**params: object) -> list[str]:
    return [package["name"] for package in search(packages(), params)["results"]]


def test_ten_rows_are_the_default_and_the_rest_is_counted():
    answer = search(packages(), {"q": "*:*"})

    assert (answer["count"], len(answer["results"])) == (22, 10)


def test_pages_by_id_hold_every_dataset_once():
    pages = [name for start in range(0, 30, 7) for name in found(rows="7", start=str(start), sort="id asc")]

    assert sorted(pages) == [package["name"] for package in packages()]


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"q": "educación presupuesto"}, ["presupuesto-educacion-por-ugel"]),
        ({"q": "EDUCACION presupuesto"}, ["presupuesto-educacion-por-ugel"]),
        ({"q": "title:matricula"}, ["matricula-y-retiro-escolar"]),
        ({"q": "name:accidentes-de-transito"}, ["accidentes-de-transito"]),
        ({"fq": "groups:transporte -license_id:odc-by"}, ["autorizaciones-de-transporte"]),
        ({"fq": "+res_format:GeoJSON +organization:gerencia-transportes"}, ["red-vial-departamental"]),
        ({"fq": 'tags:"código modular"'}, ["instituciones-educativas"]),
        ({"fq": "metadata_modified:[2026-11-16T00:00:00Z TO *]"}, ["lluvias-y-caudales-diarios"]),
        ({"fq": "metadata_modified:[* TO 2025-03-01T00:00:00Z]"}, ["tramites-y-tiempos-de-atencion"]),
        ({"q": "nada de esto"}, []),
    ],
)
def test_words_and_filters_find_what_they_name(params, names):
    assert found(**params) == names


def test_titles_sort_both_ways_and_an_unknown_field_is_passed_over():
    up = found(rows=100, sort="title_string asc")

    assert found(rows=100, sort="title_string desc") == up[::-1]
    assert len(found(rows=100, sort="nosuch asc")) == 22


def test_facets_count_what_was_found():
    answer = search(
        packages(), {"rows": 0, "facet.field": '["groups", "license_id", "nosuch"]', "fq": "groups:transporte"}
    )

    assert answer["facets"] == {"groups": {"transporte": 4}, "license_id": {"odc-by": 3, "": 1}}
    assert answer["search_facets"]["groups"]["items"] == [
        {"name": "transporte", "display_name": "Transporte", "count": 4}
    ]


@pytest.mark.parametrize(
    ("params", "status", "kind"),
    [
        ({"nosuch": "1"}, 400, "Search Query Error"),
        ({"rows": "abc"}, 409, "Validation Error"),
        ({"rows": "-1"}, 409, "Validation Error"),
        ({"q": "title:["}, 409, "Search Error"),
        ({"q": "{!xmlparser}x"}, 409, "Search Error"),
    ],
)
def test_what_ckan_refuses_is_refused_in_its_words(params, status, kind):
    with pytest.raises(Refused) as refused:
        search(packages(), params)

    assert (refused.value.status, refused.value.error["__type"]) == (status, kind)
