"""Something made once per run, though several workers ask for it at the same time."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all its workers; another run has another."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def once(path: Path, make: Callable[[Path], None]) -> Path:
    """`path`, made by the first who asks; a half-made one is never seen."""
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half = path.with_name(path.name + ".half")
            half.unlink(missing_ok=True)
            make(half)
            half.rename(path)
    return path
