"""Files of others in static/vendor are exactly those that were looked at: name, version, licence, SHA-256."""

import hashlib
import json

from tests.architecture.source import ROOT, named

VENDOR = ROOT / "static" / "vendor"


def vendored():
    return json.loads((VENDOR / "VENDORED.json").read_text(encoding="utf-8"))


def test_every_vendored_file_is_the_one_that_was_taken():
    listed = {path: digest for thing in vendored() for path, digest in thing["files"].items()}
    there = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDORED.json"
    }

    assert there == listed


def test_every_vendored_thing_says_its_name_version_and_licence():
    assert [thing for thing in vendored() if not (thing["name"] and thing["version"] and thing["licence"])] == []
    assert named(VENDOR) == "static/vendor"
