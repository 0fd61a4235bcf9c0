"""Promises that stand in the text of the code: one commit, no raw HTML, no registry, nothing too long."""

import ast
import re

from tests.architecture.source import ROOT, all_files, files, functions, holds_routes, lines_of, named, tree_of

FILE, FUNCTION, ROUTE, TEMPLATE = 250, 40, 20, 120
# Programs that somebody runs before or without everything else, so that each is one file.
ONE_FILE = {"run.py", "static/downloads/verify_results.py"}
TEXT = {".py", ".html", ".txt", ".md", ".toml", ".cfg", ".ini", ".js", ".css", ".json", ".po", ".sh", ".yml", ".yaml"}
# Put together here, so that this file is not its own finding.
REGISTRIES = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", r"registry\." + "npmjs", "(?<!no-emit-)index" + "-url"])
)
RAW_HTML = re.compile(r"\|\s*safe\b|\bMarkup\(|autoescape\s+false|render_template_string")


def test_only_the_database_file_commits():
    commits = [
        f"{named(path)}:{node.lineno}"
        for path in files(".py", under="hackathon")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]

    assert {place.split(":")[0] for place in commits} == {"hackathon/database.py"}
    assert len(commits) == 1


def test_only_the_rich_text_file_lets_html_through_and_only_once():
    sources = files(".py", under="hackathon") + files(".html", ".txt", ".svg", under="templates")

    passages = lines_with(RAW_HTML, sources)

    assert {place.split(":")[0] for place in passages} == {"hackathon/rich_text.py"}
    assert len(passages) == 1


def test_no_file_names_a_package_registry():
    assert lines_with(REGISTRIES, [path for path in all_files() if path.suffix in TEXT]) == []


def test_no_test_is_skipped():
    skips = re.compile(r"pytest\.(mark\.)?" + r"(skip|xfail|importorskip)|unittest\.skip")

    assert lines_with(skips, files(".py", under="tests")) == []


def test_files_are_short_enough_to_read():
    programs = [path for path in files(".py") if named(path) not in ONE_FILE] + own_scripts()

    assert too_long({named(path): line_count(path) for path in programs}, FILE) == []


def test_functions_are_short_enough_to_hold_in_mind():
    lengths = {
        f"{named(path)}:{function.name}": lines_of(function)
        for path in files(".py")
        if not path.is_relative_to(ROOT / "migrations")
        for function in functions(tree_of(path))
    }

    assert too_long(lengths, FUNCTION) == []


def test_routes_fetch_act_answer_and_nothing_more():
    lengths = {
        f"{named(path)}:{function.name}": lines_of(function)
        for path in files(".py", under="hackathon")
        if holds_routes(path)
        for function in functions(tree_of(path))
    }

    assert too_long(lengths, ROUTE) == []


def test_templates_are_short_enough_to_see_whole():
    assert too_long({named(path): line_count(path) for path in files(".html", under="templates")}, TEMPLATE) == []


def own_scripts():
    return [path for path in files(".js", under="static") if "vendor" not in path.parts]


def line_count(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long(lengths, most):
    return [f"{name}: {length} lines, {most} allowed" for name, length in lengths.items() if length > most]


def lines_with(pattern, paths):
    return [
        f"{named(path)}:{number} {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line) and path.name != "test_house.py"
    ]
