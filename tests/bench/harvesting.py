"""The harvest of a big portal against the bare minimum, and what it costs when nothing there has changed."""

import json
import sys
from pathlib import Path

from tests.bench.catalogue import portal
from tests.bench.processes import Run, flask, run_measured
from tests.bench.report import Finding, Section, times

READ = "each record is hashed as it came, normalised, written out canonically, and its words are indexed for the search"
PARSED = "each record is still parsed, and hashed to see that it is the same"
MOST_TIMES, MOST_AGAIN, MOST_TOLD, MOST_MB = 6, 0.30, 0.02, 300


def measure(folder: Path, *, datasets: int) -> tuple[list[Finding], Section]:
    """Harvest so many datasets into a migrated SQLite in `folder`, twice; the catalogue stays there."""
    with portal(datasets) as server:
        allowed = {"HACKATHON_ALLOWED_INTERNAL_HOSTS": f"127.0.0.1:{server.port}"}
        run_measured(flask("portal", "add", server.url, "--name", "Big"), folder, **allowed)
        bare_folder = folder / "bare"
        bare_command = [sys.executable, "-m", "tests.bench.bare_harvest", server.url, str(bare_folder / "bare.sqlite")]
        bare = run_measured(bare_command, bare_folder)
        assert int(bare.printed) == datasets
        first, again = (run_measured(flask("portal", "harvest", "big", "--json"), folder, **allowed) for _ in range(2))
        since = run_measured([sys.executable, "-m", "tests.bench.ask_since", "big"], folder, **allowed)
        start = run_measured(flask("portal", "list"), folder, **allowed)
    assert json.loads(since.printed) == {"state": "complete", "received": 0}, since.printed
    for run, fresh in ((first, datasets), (again, 0)):
        counted = json.loads(run.printed)[0]
        assert (counted["state"], counted["received"], counted["new"]) == ("complete", datasets, fresh), counted
    names = (
        "bare",
        "first harvest",
        "again, nothing changed",
        "asked what changed, nothing did",
        "start of any command",
    )
    rows = [_row(name, run) for name, run in zip(names, (bare, first, again, since, start), strict=True)]
    spent = [max(run.cpu - start.cpu, 0) for run in (first, again, since)]
    return list(_findings(datasets, bare.cpu, *spent, first.peak_mb)), Section(
        f"Harvest of {datasets:,} datasets", ("", "seconds", "seconds of the processor", "most memory, MB"), rows
    )


def _row(name: str, run: Run) -> tuple[str, ...]:
    return name, f"{run.seconds:.1f}", f"{run.cpu:.1f}", f"{run.peak_mb:.0f}"


def _findings(datasets: int, bare: float, first: float, again: float, since: float, peak_mb: float) -> list[Finding]:
    """Seconds of the processor, without those that every command takes to start."""
    work = f"harvest of {datasets:,} datasets into SQLite"
    ratio, repeated, told = first / bare, again / first, since / first
    return [
        Finding(work, "≤ 6 × parse and insert", times(ratio), ratio <= MOST_TIMES, READ),
        Finding(f"{work}: memory", "≤ 300 MB", f"{peak_mb:.0f} MB", peak_mb <= MOST_MB),
        Finding(
            f"{work}: again, unchanged, where it must be read", "≤ 30 % of the first", f"{repeated:.0%}",
            repeated <= MOST_AGAIN, PARSED,
        ),
        Finding(f"{work}: again, where the portal can say so", "≤ 2 %", f"{told:.1%}", told <= MOST_TOLD),
    ]  # fmt: skip
