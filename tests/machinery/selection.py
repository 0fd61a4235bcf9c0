"""Which tests belong to which round: `core` for run.py check, `full` for the long one."""

import gc

import pytest
from hypothesis import settings

# What has no page and no row: rules as functions, and the pure cores.
QUICK = {
    "test_policy",
    "test_phases",
    "test_lifecycle",
    "test_merit",
    "test_scoring",
    "test_ranking",
    "test_assignment",
    "test_tally",
    "test_links",
    "test_elimination",
    "test_mixed_model",
    "test_least_squares",
    "test_inference",
    "test_adjusted",
    "test_diagnosis",
    "test_round_policy",
    "test_conflicts",
    "test_drawing",
    "test_finalists",
    "test_plan_quality",
    "test_repair",
    "test_visits",
}
PURE_PACKAGES = {"profile"}

# Python 3.11's tracer doubles the time of a test. The ordinary run traces the rules and the pure cores, which must be
# covered whole; the long one traces the rooms' own tests too. Walks over everything, the browser, and the second
# engine's round are never traced: what they pass through, the rooms' own tests have to prove.
TRACED = pytest.StashKey[bool]()
WALKS = {"access", "every_page", "bench", "journeys", "look"}
WITH_A_BROWSER = {"new_page", "browser", "visits"}


settings.register_profile("ordinary", deadline=None, max_examples=50)
settings.register_profile("full", deadline=None, max_examples=200)


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(
        50_000, 20, 20
    )  # a test's objects die with it; looking for cycles ten times as often costs a tenth
    settings.load_profile("full" if config.getoption("--full") else "ordinary")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the long rounds as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        in_architecture = item.path.parent.name == "architecture"
        if (
            item.path.stem in QUICK
            or item.path.parent.name in PURE_PACKAGES
            or (in_architecture and not item.get_closest_marker("heavy"))
        ):
            item.add_marker("core")
        is_core = item.get_closest_marker("core") or item.path.stem == "test_rules"
        item.stash[TRACED] = (is_core or config.getoption("--full")) and not _counts_for_no_coverage(item)
    if config.getoption("--full"):
        return
    long_ones = [item for item in items if item.get_closest_marker("full")]
    if long_ones:
        items[:] = [item for item in items if item not in long_ones]
        config.hook.pytest_deselected(items=long_ones)


def _counts_for_no_coverage(item: pytest.Item) -> bool:
    if item.path.stem == "test_rules":
        return False
    on_postgresql = getattr(getattr(item, "callspec", None), "params", {}).get("engine") == "postgresql"
    with_a_browser = not WITH_A_BROWSER.isdisjoint(getattr(item, "fixturenames", ()))
    return item.path.parent.name in WALKS or on_postgresql or with_a_browser
