"""What the browser loads: within its budget, vendored with proof, and free of inline style and script."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

import run

ROOT = Path(run.ROOT)
STATIC = ROOT / "static"
VENDORED = json.loads((STATIC / "vendor" / "VENDORED.json").read_text())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
IN_A_MAIL = {"mail.html"}  # mail programs read no style sheet


def zipped(files):
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize(
    ("folder", "pattern", "most"), [("css", "*.css", 18_000), ("js", "*.js", 25_000)], ids=["css", "js"]
)
def test_all_files_of_a_kind_stay_within_their_budget(folder, pattern, most):
    assert 0 < zipped((STATIC / folder).rglob(pattern)) <= most


def test_both_fonts_stay_within_their_budget():
    assert sum(file.stat().st_size for file in STATIC.rglob("*.woff2")) <= 70_000


def test_every_vendored_file_is_declared_and_is_what_was_declared():
    declared = {name: digest for package in VENDORED for name, digest in package["files"].items()}
    found = {
        file.relative_to(STATIC / "vendor").as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (STATIC / "vendor").rglob("*")
        if file.is_file() and file.name != "VENDORED.json"
    }

    assert found == declared
    assert all(package["version"] and package["licence"] for package in VENDORED)


def test_the_style_sheet_asks_for_fonts_by_the_address_that_is_kept_for_a_year():
    asked = re.findall(r'url\("\.\./vendor/(.+?)\?v=(\w+)"\)', (STATIC / "css" / "tokens.css").read_text())
    digests = {name: digest[:12] for package in VENDORED for name, digest in package["files"].items()}

    assert asked == [(name, digests[name]) for name in digests if name.endswith(".woff2")]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(ROOT / "templates").as_posix())
def test_a_template_has_no_inline_style_or_script(template):
    if template.name in IN_A_MAIL:
        return
    text = re.sub(r"\{[%#].*?[%#]\}", "", template.read_text(), flags=re.DOTALL)

    assert not re.search(r'\sstyle="|<style|\son[a-z]+="|javascript:', text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
