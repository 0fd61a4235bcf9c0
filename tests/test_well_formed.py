"""Addresses that no link of ours has: numbers beyond every column, NUL, bytes that are no text. Never a 500."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.machinery.application import Visitor
from tests.machinery.databases import both_databases

NUMBERS = ["2147483648", "99999999999999999999", "9" * 5_000, "-1", "²"]
OF_OLU = ("manage/people/{}", "manage/agenda/{}", "manage/prizes/{}")
OF_BEN = ("me/project/versions/{}", "me/project/versions/{}.json")


@pytest.mark.parametrize(("name", "addresses"), [("Olu", OF_OLU), ("Ben", OF_BEN)])
def test_a_number_beyond_every_column_is_nowhere(
    app: Flask, session: Session, client: Visitor, name: str, addresses: tuple[str, ...]
) -> None:
    olu, ben = factories.person("Olu"), factories.person("Ben")
    factories.team(factories.event(olu), ben)
    factories.sign_in(client, {"Olu": olu, "Ben": ben}[name])

    answers = {
        (address, number[:20]): client.get(f"/events/libertad/{address.format(number)}").status_code
        for address in addresses
        for number in NUMBERS
    }

    assert {asked for asked, status in answers.items() if status != 404} == set()
    assert client.get(f"/events/libertad/rules?version={NUMBERS[1]}").status_code == 404


@both_databases
@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/events/%00",
        "/events/%00/rules",
        "/static/%00",
        "/datasets?q=%00",
        "/datasets?q=a%00&portal=%00",
        "/datasets?%00=a",
        "/portals?lang=en&next=%00",
        "/login?next=%00",
    ],
)
def test_a_nul_is_nowhere(client: Visitor, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address, data={"idempotency_key": "a\0"}).status_code == 404


@both_databases
@pytest.mark.parametrize("bytes_of_no_text", ["%FF", "%C3", "%ED%A0%80", "%F4%90%80%80", "\udc80", "\xff", "%", "%zz"])
def test_bytes_that_are_no_text_are_looked_for_and_not_found(client: Visitor, bytes_of_no_text: str) -> None:
    queries = "q={0}&portal={0}&category={0}&organization={0}&format={0}&after={0}&before={0}&lang={0}&{0}=1"
    raw = bytes_of_no_text.encode("utf-8", "surrogateescape").decode("latin-1")

    page = client.get("/datasets", environ_overrides={"QUERY_STRING": queries.format(raw)})
    nowhere = client.get("/", environ_overrides={"PATH_INFO": f"/events/{raw}"})

    assert (page.status_code, nowhere.status_code) == (200, 404)
