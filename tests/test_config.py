"""Settings: read from the environment, refused with their name when wrong."""

import stat
from pathlib import Path

import pytest

from hackathon import config
from hackathon.errors import Misconfigured


def test_a_setting_is_read_with_its_type(tmp_path: Path) -> None:
    environ = {"HACKATHON_SESSION_DAYS": "3", "HACKATHON_DEMO": "yes", "HACKATHON_DATA_DIR": str(tmp_path)}

    settings = config.load(environ=environ)

    assert (settings["SESSION_DAYS"], settings["DEMO"], settings["SITE_NAME"]) == (3, True, "Minka")


@pytest.mark.parametrize(("name", "text"), [("SESSION_DAYS", "many"), ("HTTPS", "perhaps")])
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, text: str) -> None:
    environ = {f"HACKATHON_{name}": text, "HACKATHON_DATA_DIR": str(tmp_path)}

    with pytest.raises(Misconfigured, match=f"HACKATHON_{name}"):
        config.load(environ=environ)


@pytest.mark.parametrize("old", ["postgres://", "postgresql://"])
def test_any_spelling_of_a_postgresql_address_is_understood(tmp_path: Path, old: str) -> None:
    environ = {"DATABASE_URL": f"{old}minka@db/minka", "HACKATHON_DATA_DIR": str(tmp_path)}

    assert config.load(environ=environ)["DATABASE_URL"] == "postgresql+psycopg://minka@db/minka"


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("QUEUE_URL", "redis://:hush@localhost", "empty, memory: or postgresql://"),
        ("QUEUE_URL", "memory", "empty, memory: or postgresql://"),
        ("MAIL_BACKEND", "SMTP", "smtp or none"),
        ("MAIL_BACKEND", "", "smtp or none"),
    ],
)
def test_a_value_that_is_not_known_is_refused_with_those_that_are(
    tmp_path: Path, name: str, text: str, allowed: str
) -> None:
    with pytest.raises(Misconfigured, match=allowed) as refused:
        config.load({name: text, "DATA_DIR": str(tmp_path)}, environ={})

    assert f"HACKATHON_{name}" in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", ""),
        ("memory:", "memory:"),
        ("postgres://minka@db/minka", "postgresql://minka@db/minka"),
        ("postgresql://minka@db/minka", "postgresql://minka@db/minka"),
    ],
)
def test_every_known_queue_is_taken(tmp_path: Path, given: str, used: str) -> None:
    assert config.load({"QUEUE_URL": given, "DATA_DIR": str(tmp_path)}, environ={})["QUEUE_URL"] == used


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    environ = {"HACKATHON_DATA_DIR": str(tmp_path)}

    first, second = (config.load(environ=environ)["SECRET_KEY"] for _ in range(2))

    assert first == second
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="SECRET_KEY"):
        config.load({"SECRET_KEY": "short", "DATA_DIR": str(tmp_path)}, environ={})
