"""The locks: every package with hashes, the test lock a superset of the runtime's at the same versions."""

import re
import tomllib

from tests.architecture.source import ROOT

PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(.*?)(?=^[\w.-]+(?:\[|==)|\Z)", re.MULTILINE | re.DOTALL)


def pins(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return {package.lower().replace("_", "-"): version for package, version, _ in PIN.findall(text)}


def test_the_test_lock_holds_the_runtime_at_the_same_versions():
    runtime, testing = pins("requirements.txt"), pins("requirements-test.txt")

    assert {name: testing.get(name) for name in runtime} == runtime


def test_every_package_of_a_lock_has_its_hashes():
    bare = [
        package
        for name in ("requirements.txt", "requirements-test.txt")
        for package, _, rest in PIN.findall((ROOT / name).read_text(encoding="utf-8"))
        if "--hash=sha256:" not in rest
    ]

    assert bare == []


def test_every_declared_package_stands_in_its_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = project["dependencies"], project["optional-dependencies"]["test"]
    names = [{re.match(r"[\w.-]+", entry)[0].lower() for entry in entries} for entries in declared]

    assert names[0] - pins("requirements.txt").keys() == set()
    assert names[1] - pins("requirements-test.txt").keys() == set()
