"""Every branch of the rules and of the pure cores is walked by a test; the rest of the product by 95 in 100.

The second number stands in pyproject.toml and pytest-cov holds it in the long round; this holds the first in both.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.machinery.selection import TRACED

ALL_BRANCHES = {
    *("policy", "phases", "lifecycle", "merit", "scoring", "ranking", "assignment", "seating"),
    *("tally", "places", "links", "elimination", "mixed_model", "least_squares", "inference", "adjusted", "diagnosis"),
    *("round_policy", "conflicts", "drawing", "finalists", "plan_quality", "repair", "visits"),
}
PURE_PACKAGES = ["hackathon/portal/profile"]
ROOT = Path(__file__).resolve().parents[2]


def pytest_configure(config: pytest.Config) -> None:
    if config.pluginmanager.hasplugin("_cov") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gaps(config), "gaps")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop what pytest-cov starts in a worker before it knows that it is one: its own tracer lies upon that, and
    whenever it is paused, the one below would go on."""
    plugin: Any = session.config.pluginmanager.getplugin("_cov")
    if hasattr(session.config, "workerinput") and plugin is not None and plugin.cov_controller is not None:
        plugin.cov_controller.cov.stop()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Pause the tracer from a test's first fixture to its last, where the test is not traced.

    pytest-cov's own mark pauses it for the call alone: a server that a fixture starts would be traced, and two threads
    that take their tracers off at once fail in Python 3.11.
    """
    plugin: Any = item.config.pluginmanager.getplugin("_cov")
    controller = plugin.cov_controller if plugin else None
    if controller is None or item.stash[TRACED]:
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


class Gaps:
    """Lines and branches without a test, in the files that must have none."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.found: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        plugin: Any = self.config.pluginmanager.getplugin("_cov")
        if plugin is None or plugin.cov_controller is None or session.testsfailed:
            return  # a failed run has its own news
        self.found = gaps(plugin.cov_controller.cov)
        if self.found and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for gap in self.found:
            terminalreporter.write_line(f"FAIL every branch must be tested here: {gap}", red=True)


def gaps(measured: coverage.Coverage) -> list[str]:
    """`file:lines` for each line or branch of a rule or pure core that no test walked."""
    found = []
    nouns = [path for path in (ROOT / "hackathon").glob("*/*.py") if path.stem in ALL_BRANCHES]
    packages = [path for name in PURE_PACKAGES for path in (ROOT / name).glob("*.py")]
    for path in sorted(nouns + packages):
        analysis = measured._analyze(str(path))  # the public analysis2() says nothing about branches
        if analysis.numbers.n_missing or analysis.numbers.n_missing_branches:
            found.append(f"{path.relative_to(ROOT)}: {analysis.missing_formatted(branches=True)}")
    return found
