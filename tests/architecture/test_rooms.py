"""What import contracts cannot say: names of files, pure nouns, doors that belong to one room, imports at the top."""

import ast
import sys
import tomllib

from tests.architecture.source import HOUSE, ROOT, files, holds_routes, named, tree_of

NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
# What a pure core may stand on, beside the standard library and other nouns of its room.
PURE_GROUND = {"hackathon.dice", "hackathon.errors", "hackathon.text", "icalendar", "numpy", "scipy"}
NOT_PURE = {"http", "socket", "sqlite3", "subprocess", "urllib.request"}
DOORS = {"routes", "forms"}
PURE_NAMES = {
    *("phases", "lifecycle", "merit", "scoring", "ranking", "assignment"),
    *("calendar", "differences", "local_hours", "matters", "schedule", "templates", "timetable"),
}


# The demo tells a story through the other rooms' actions, scene by scene: it has chapters instead of the usual files.
STORIES = {"demo"}


def rooms():
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py") if path.parent.name not in STORIES)


def placed_names():
    """The file names that have a place in a room: those of the layers in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"].startswith("Inside a room"))
    return {name.strip(" ()") for layer in layers for name in layer.replace("|", ":").split(":")}


def imports_of(tree, inside=""):
    """(module, line) for each import of a file; `from package import module` counts as the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            within = f"{node.module}." if node.module.startswith("hackathon") else None
            for alias in node.names:
                yield (within + alias.name if within else node.module, node.lineno)


def impurities(path):
    """Imports that a pure core must not have."""
    room = f"hackathon.{path.parent.name}."
    for module, line in imports_of(tree_of(path)):
        standard = module.split(".")[0] in sys.stdlib_module_names and module.split(".")[0] not in NOT_PURE
        ground = any(module == name or module.startswith(f"{name}.") for name in PURE_GROUND)
        own = module.startswith(room) and module.removeprefix(room).split(".")[0] not in placed_names() - PURE_NAMES
        if not (standard or ground or own) or module in NOT_PURE:
            yield f"{named(path)}:{line} imports {module}"


def test_a_noun_in_a_room_is_a_pure_core_or_has_its_place_among_the_layers():
    nouns = [
        path
        for room in rooms()
        for path in room.glob("*.py")
        if path.stem not in (placed_names() - PURE_NAMES) | {"__init__", "__main__"} and not holds_routes(path)
    ]

    assert [finding for path in nouns for finding in impurities(path)] == []


def test_routes_and_forms_belong_to_their_room_alone():
    trespasses = [
        f"{named(path)}:{line} imports {module}"
        for path in files(".py", under="hackathon")
        for module, line in imports_of(tree_of(path))
        if is_a_door(module) and module.split(".")[1] != path.parent.name and path != HOUSE / "__init__.py"
    ]

    assert trespasses == []


def is_a_door(module):
    parts = module.split(".")
    return parts[0] == "hackathon" and len(parts) > 2 and (parts[2] in DOORS or parts[2].endswith(("_page", "_pages")))


def test_flask_stays_at_the_doors():
    reached = [
        f"{named(path)}:{line} imports {module}"
        for room in rooms()
        for path in room.rglob("*.py")
        if not is_an_edge(path)
        for module, line in imports_of(tree_of(path))
        if module.split(".")[0].startswith(("flask", "werkzeug", "wtforms"))
    ]

    assert reached == []


def is_an_edge(path):
    """Routes, forms, commands, jobs and papers, by their name or their ending; and a room's own __init__."""
    return holds_routes(path) or path.stem.endswith(
        ("form", "forms", "commands", "jobs", "paper", "routes", "__init__")
    )


def test_no_file_is_named_for_having_no_name():
    assert [named(path) for path in files(".py") if path.stem in NAMELESS] == []


def test_imports_stand_at_the_top_or_say_why_not():
    unexplained = [
        f"{named(path)}:{node.lineno}"
        for path in files(".py", under="hackathon")
        for outer in ast.walk(tree_of(path))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(outer)
        if isinstance(node, ast.Import | ast.ImportFrom) and "#" not in source_line(path, node.lineno)
    ]

    assert unexplained == []


def source_line(path, number):
    return path.read_text(encoding="utf-8").splitlines()[number - 1]


def test_an_impure_noun_is_found(tmp_path):
    planted = tmp_path / "rota.py"
    planted.write_text("from datetime import datetime\nimport sqlalchemy\nfrom hackathon import clock\n")

    found = [module for module, _ in imports_of(ast.parse(planted.read_text()))]

    assert found == ["datetime", "sqlalchemy", "hackathon.clock"]


def test_a_room_that_keeps_files_says_which_it_has_in_use():
    keeping = {named(path.parent) for path in files(".py", under="hackathon") if "files.keep(" in path.read_text()}
    saying = {
        named(path.parent) for path in files(".py", under="hackathon") if "files.IN_USE.append(" in path.read_text()
    }

    assert keeping
    assert sorted(keeping - saying) == []  # else its files are removed after a day
