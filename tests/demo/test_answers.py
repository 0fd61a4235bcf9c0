"""The stand-in answers in the shapes that a real CKAN 2.11.3 was recorded with."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from hackathon.demo.answers import answer
from hackathon.demo.catalogue import AS_OF, catalogue
from hackathon.demo.packages import Site

RECORDED = Path(__file__).parents[1] / "portal" / "answers" / "ckan" / "live-2.11.3"
CALLS = {
    call["file"]: call for call in map(json.loads, (RECORDED / "index.jsonl").read_text(encoding="utf-8").splitlines())
}
SITE = Site(catalogue(), "http://portal.example", AS_OF)


def shape(value: object) -> object:
    """Keys and kinds of a value, contents left out; lists are told by their first entry."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "text" if isinstance(value, str) else "flag" if isinstance(value, bool) else "number or nothing"


@pytest.mark.parametrize(
    "file",
    [
        "status_show.json",
        "package_list.json",
        "package_list_page.json",
        "package_show.json",
        "package_show_404.json",
        "package_show_no_id.json",
        "package_search_p1.json",
        "package_search_past_end.json",
        "package_search_since_future.json",
        "package_search_bad_rows.json",
        "package_search_neg_rows.json",
        "package_search_bad_param.json",
        "package_search_bad_query.json",
        "package_search_local_params.json",
        "package_search_bad_sort.json",
        "organization_list.json",
        "organization_list_full.json",
        "group_list.json",
        "group_list_full.json",
        "tag_list.json",
        "license_list.json",
        "unknown_action.json",
        "site_read.json",
    ],
)
def test_an_answer_has_the_status_and_the_keys_of_the_recorded_one(file):
    call = CALLS[file]
    address = urlsplit(call["path"])
    recorded = json.loads((RECORDED / file).read_text(encoding="utf-8"))

    status, body = answer(SITE, address.path.rpartition("/")[2], dict(parse_qsl(address.query)))

    assert status == call["status"]
    assert _comparable(shape(body)) == _comparable(shape(recorded))


def _comparable(seen: object) -> object:
    """Free texts that may also be absent are no part of the shape."""
    if isinstance(seen, dict):
        return {
            key: "any" if key in ("description", "size", "extensions") else _comparable(part)
            for key, part in seen.items()
        }
    return [_comparable(part) for part in seen] if isinstance(seen, list) else seen


def test_a_write_is_denied():
    status, body = answer(SITE, "package_create", {"name": "x"})

    assert (status, body["error"]["__type"]) == (403, "Authorization Error")


def test_a_dataset_without_licence_has_no_licence_address():
    package = answer(SITE, "package_show", {"id": "autorizaciones-de-transporte"})[1]["result"]

    assert (package["license_id"], package["isopen"], "license_url" in package) == (None, False, False)


def test_a_resource_is_shown_by_its_id():
    first = answer(SITE, "package_show", {"id": "poblacion-proyectada"})[1]["result"]["resources"][0]

    assert answer(SITE, "resource_show", {"id": first["id"]})[1]["result"] == first
    assert answer(SITE, "resource_show", {"id": "nothing"})[0] == 404


def test_a_bad_limit_is_a_validation_error():
    assert answer(SITE, "package_list", {"limit": "many"})[0] == 409


def test_the_newest_packages_come_first_with_the_recorded_keys():
    recorded = json.loads((RECORDED / "current_package_list_page.json").read_text(encoding="utf-8"))["result"]

    packages = answer(SITE, "current_package_list_with_resources", {"limit": "3"})[1]["result"]

    assert packages[0]["name"] == "lluvias-y-caudales-diarios"
    assert [set(package) for package in packages] == [set(package) for package in recorded]
