"""All measurements in their order, from an empty folder on."""

from collections.abc import Callable
from pathlib import Path

from tests.bench import harvesting, pages, profiling, ranking, simulation
from tests.bench.processes import flask, run_measured
from tests.bench.report import Results
from tests.bench.scope import Scope

Told = Callable[[str], None]


def all_of(scope: Scope, folder: Path, *, told: Told) -> Results:
    """Measure it all; `told` hears what is under way."""
    results = Results()
    told("ranking")
    results.add(ranking.measure(folder / "ranking", entries=scope.entries, judges=scope.judges))
    findings, section = simulation.measure(scope.contests, told=told)
    results.add(findings, section)
    told("migrating")
    run_measured(flask("db", "upgrade"), folder / "harvest")
    told(f"harvesting {scope.datasets} datasets")
    findings, section = harvesting.measure(folder / "harvest", datasets=scope.datasets)
    results.add(findings, section)
    told("profiling")
    findings, section = profiling.measure(folder / "profile", rows=scope.rows)
    results.add(findings, section)
    pages_findings, sections = pages.measure(folder / "pages", scope, told=told)
    results.add(pages_findings, *sections)
    return results
