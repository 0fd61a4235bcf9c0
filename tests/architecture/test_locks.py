"""The locks: every package with hashes, the test lock a superset of the runtime's at the same versions."""

import re
import tomllib
from importlib.metadata import requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(.*?)(?=^[\w.-]+(?:\[|==)|\Z)", re.MULTILINE | re.DOTALL)

NOT_HERE = {"brotlicffi", "colorama", "librt"}  # locked for other platforms


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


def test_a_lock_names_the_extras_that_its_packages_ask_for():
    """Older pips refuse a whole lock for `coverage==…` where `coverage[toml]` is asked for and a newer one is out."""
    locked = (ROOT / "requirements-test.txt").read_text(encoding="utf-8")
    written = re.findall(r"^([\w.-]+)(?:\[([\w,-]+)\])?==", locked, re.MULTILINE)
    extras = {canonicalize_name(name): set(filter(None, extra.split(","))) for name, extra in written}
    asked = [
        (package, canonicalize_name(needed.name), needed.extras)
        for package, own in extras.items()
        if package not in NOT_HERE
        for needed in map(Requirement, requires(package) or ())
        if needed.extras and any(needed.marker is None or needed.marker.evaluate({"extra": e}) for e in {"", *own})
    ]

    assert ("pytest-cov", "coverage", {"toml"}) in asked
    assert [ask for ask in asked if not ask[2] <= extras.get(ask[1], set())] == []
