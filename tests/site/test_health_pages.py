"""What watches an installation gets a plain answer: alive whatever happens, ready only with its tables."""

from pathlib import Path

from tests.machinery.application import Visitor, make_app


def test_a_migrated_installation_is_alive_and_ready(client: Visitor) -> None:
    assert (client.get("/healthz").text, client.get("/readyz").text) == ("alive\n", "ready\n")


def test_without_the_newest_migration_it_is_alive_but_not_ready(empty_sqlite_database: str, tmp_path: Path) -> None:
    client = make_app(empty_sqlite_database, tmp_path / "data").test_client()

    assert client.get("/healthz").status_code == 200
    unready = client.get("/readyz")
    assert (unready.status_code, "flask db upgrade" in unready.text) == (503, True)


def test_without_a_database_it_is_alive_and_tells_no_stranger_why(tmp_path: Path) -> None:
    client = make_app("postgresql+psycopg://nobody:hidden@127.0.0.1:9/none", tmp_path / "data").test_client()

    assert client.get("/healthz").status_code == 200
    unready = client.get("/readyz")
    assert (unready.status_code, unready.text) == (503, "no database\n")
