"""The application as it starts: what it makes, whom it trusts."""

import os
from pathlib import Path

import pytest
from flask import request

import hackathon
from hackathon.errors import Misconfigured
from hackathon.pages import rule
from tests.machinery.application import make_app

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Data"\nmsgstr "Datos"\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The text of a Spanish catalogue, not yet compiled."""
    source = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    return source


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file can be made; the rights of a folder would not hold root back."""

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(hackathon, "NamedTemporaryFile", refuse)


def test_a_catalogue_is_compiled_for_everybody_and_leaves_nothing_beside_it(tmp_path: Path, catalogue: Path) -> None:
    hackathon._compile_translations(tmp_path)

    compiled = catalogue.with_suffix(".mo")
    assert b"Datos" in compiled.read_bytes()
    assert compiled.stat().st_mode & 0o777 == 0o644
    assert sorted(catalogue.parent.iterdir()) == [compiled, catalogue]


@pytest.mark.usefixtures("read_only")
def test_a_folder_that_cannot_be_written_keeps_the_old_catalogue(tmp_path: Path, catalogue: Path) -> None:
    compiled = catalogue.with_suffix(".mo")
    compiled.write_bytes(b"old")
    os.utime(compiled, (0, 0))

    hackathon._compile_translations(tmp_path)

    assert compiled.read_bytes() == b"old"


@pytest.mark.usefixtures("catalogue", "read_only")
def test_without_any_catalogue_the_start_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="pybabel compile"):
        hackathon._compile_translations(tmp_path)


def test_a_trusted_proxy_says_who_asks_and_how_but_not_for_which_host(database_url: str, tmp_path: Path) -> None:
    app = make_app(database_url, tmp_path, TRUSTED_PROXIES=1)
    app.add_url_rule("/asked", "asked", rule("anyone")(lambda: f"{request.remote_addr} {request.host_url}"))
    headers = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}

    assert app.test_client().get("/asked", headers=headers).text == "203.0.113.7 https://localhost/"
