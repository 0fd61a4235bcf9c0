"""Recorded real answers that are too big for the repository: found by HACKATHON_SAMPLES, `../shared` by default."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("HACKATHON_SAMPLES") or ROOT.parent / "shared")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "samples: reads recorded answers that stand outside the repository")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the samples their tests are left out of the run, and the summary says so."""
    if FOLDER.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("samples")]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not FOLDER.is_dir():
        terminalreporter.write_line(f"Samples absent: no folder {FOLDER} (HACKATHON_SAMPLES); their tests did not run.")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the recorded answers; only tests marked `samples` may ask for it."""
    return FOLDER
