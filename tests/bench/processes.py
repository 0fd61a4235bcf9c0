"""Commands in processes of their own, and what the system says they took."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from run import ROOT, is_a_setting


@dataclass
class Run:
    """A command that has ended: seconds on the wall, seconds of the processor, the most memory it held, its output."""

    seconds: float
    cpu: float
    peak_mb: float
    printed: bytes


def run_measured(command: list[str], folder: Path, **settings: str) -> Run:
    """Run a command to its end, its data in `folder`; raises RuntimeError with its last words when it fails."""
    folder.mkdir(parents=True, exist_ok=True)
    out, err = folder / "out.txt", folder / "err.txt"
    with out.open("wb") as printed, err.open("wb") as said:
        started = time.perf_counter()
        own = environment(**in_folder(folder) | settings)
        process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=printed, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{err.read_text()[-2000:]}")
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)  # kilobytes, but not on a Mac
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak / 1_000_000, out.read_bytes())


def flask(*words: str) -> list[str]:
    """The command line of `flask …`."""
    return [sys.executable, "-m", "flask", *words]


def in_folder(folder: Path) -> dict[str, str]:
    """The settings of an installation whose data are in this folder."""
    return {"HACKATHON_DATA_DIR": str(folder), "HACKATHON_QUEUE_URL": "memory:"}


def environment(**settings: str) -> dict[str, str]:
    """This process' environment without the settings of the person's shell, and with these."""
    kept = {name: value for name, value in os.environ.items() if not is_a_setting(name)}
    return kept | settings
