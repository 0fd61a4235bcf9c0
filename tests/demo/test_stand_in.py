"""The stand-in over HTTP, on a port of its own."""

from datetime import date

import pytest
import requests

from hackathon.demo.catalogue import catalogue
from hackathon.demo.generator import content
from hackathon.demo.stand_in import main


@pytest.fixture
def portal(illustrative_portal: str) -> str:
    return illustrative_portal


@pytest.fixture
def package(portal) -> dict:
    return requests.get(f"{portal}/api/3/action/package_show?id=accidentes-de-transito", timeout=5).json()["result"]


def test_it_is_known_as_ckan_by_its_status(portal):
    answer = requests.get(f"{portal}/api/3/action/status_show", timeout=5)

    assert answer.headers["Content-Type"] == "application/json;charset=utf-8"
    assert answer.json()["result"]["ckan_version"] == "2.11.3"
    assert answer.json()["result"]["site_url"] == portal


def test_a_file_comes_whole_and_an_unchanged_one_costs_nothing(package):
    address = package["resources"][0]["url"]
    dataset = catalogue().dataset(package["name"])
    assert dataset

    first = requests.get(address, timeout=5)
    by_tag = requests.get(address, headers={"If-None-Match": first.headers["ETag"]}, timeout=5)
    by_date = requests.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]}, timeout=5)
    older = requests.get(address, headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}, timeout=5)

    assert first.content == content(dataset, dataset.resources[0])
    assert len(first.content) == package["resources"][0]["size"]
    assert (by_tag.status_code, by_tag.content) == (by_date.status_code, by_date.content) == (304, b"")
    assert older.status_code == 200


def test_a_look_at_the_head_gives_the_length_without_the_file(package):
    head = requests.head(package["resources"][0]["url"], timeout=5)

    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == package["resources"][0]["size"]


def test_a_broken_link_answers_404(portal):
    package = requests.get(f"{portal}/api/3/action/package_show?id=albergues-temporales", timeout=5).json()["result"]

    assert [requests.get(entry["url"], timeout=5).status_code for entry in package["resources"]] == [200, 404]


def test_a_post_is_read_as_json_and_bad_json_is_told_in_a_bare_text(portal):
    action = f"{portal}/api/3/action/package_search"

    good = requests.post(action, json={"q": "sangre", "rows": 1}, timeout=5)
    bad = requests.post(action, data="{bad", timeout=5)

    assert good.json()["result"]["count"] == 2
    assert (bad.status_code, type(bad.json())) == (400, str)


@pytest.mark.parametrize("path", ["/", "/dataset", "/dataset/poblacion-proyectada"])
def test_people_who_follow_a_link_find_a_page_that_says_the_data_are_illustrative(portal, path):
    page = requests.get(portal + path, timeout=5)

    assert page.status_code == 200
    assert "ilustrativos" in page.text


def test_everything_else_is_not_found(portal):
    assert [requests.get(portal + path, timeout=5).status_code for path in ("/data.json", "/api/3/action/", "/x")] == [
        404
    ] * 3
    assert requests.get(f"{portal}/api/3", timeout=5).json() == {"version": 3}


def test_a_date_is_remembered_so_that_a_restart_changes_nothing(tmp_path, monkeypatch):
    seen: list[date] = []

    def stop(port: int, as_of: date) -> None:
        seen.append(as_of)
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("hackathon.demo.stand_in.serve", stop)
    memory = tmp_path / "demo" / "date.txt"

    codes = [main(["--as-of", "2026-10-01", "--remember", str(memory)]), main(["--remember", str(memory)])]

    assert seen == [date(2026, 10, 1)] * 2
    assert codes == [1, 1]
