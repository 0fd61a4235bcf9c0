"""The profile of a big CSV against Python's own csv module, which only takes it apart: both in one process, by turns."""

import csv
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hackathon.portal.profile.report import profile_of
from tests.bench.processes import run_measured
from tests.bench.report import Finding, Section, times

WIDE = (
    "ten columns, nearly all of different values, are looked at by type, date, code and person; the floor looks at none"
)
MOST_TIMES, MOST_MB, ROUNDS = 12, 300, 5
HEAD = "ubigeo;establecimiento;fecha;atenciones;espera_min;monto;lat;lon;categoria;ruc"


def measure(folder: Path, *, rows: int) -> tuple[list[Finding], Section]:
    """Profile a made CSV of so many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "big.csv"
    write(path, rows)
    run = run_measured([sys.executable, "-m", "tests.bench.profiling", str(path)], folder)
    said = json.loads(run.printed)
    assert said["rows"] == rows, said
    work = f"profile of a CSV of {path.stat().st_size / 1_000_000:.0f} MB, {rows:,} rows"
    ratio = said["profile"] / said["csv"]
    table = [("csv module", f"{said['csv']:.2f}"), ("profile", f"{said['profile']:.2f}")]
    return [
        Finding(work, "≤ 12 × the csv module", times(ratio), ratio <= MOST_TIMES, WIDE),
        Finding(f"{work}: memory", "≤ 300 MB", f"{run.peak_mb:.0f} MB", run.peak_mb <= MOST_MB),
    ], Section(work[0].upper() + work[1:], ("", "seconds of the processor"), table)


def write(path: Path, rows: int) -> None:
    """A table as a region publishes it: codes, names, dates, decimal commas, coordinates."""
    dice = random.Random(2015)
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write(HEAD + "\r\n")
        for number in range(rows):
            file.write(
                f"13{dice.randrange(1, 13):02}{dice.randrange(1, 20):02};Puesto de salud {dice.randrange(900)};"
                f"{1 + number % 28:02}/{1 + number % 12:02}/{2018 + number % 8};{dice.randrange(400)};"
                f"{dice.random() * 90:.1f};{dice.random() * 9000:.2f};-8.{dice.randrange(99999):05};"
                f"-79.{dice.randrange(99999):05};I-{1 + number % 4};20{dice.randrange(10**9):09}\r\n".replace(
                    ".", ",", 2
                )
            )


def main(path: str) -> None:
    """Print the medians of some rounds in seconds, and how many rows the profile counted."""
    spent: dict[str, list[float]] = {"csv": [], "profile": []}
    for _ in range(ROUNDS):
        spent["csv"].append(_timed(lambda: _bare(path)))
        spent["profile"].append(_timed(lambda: profile_of(path, declared="CSV")))
    rows = profile_of(path, declared="CSV").reading.rows
    print(json.dumps({name: statistics.median(seconds) for name, seconds in spent.items()} | {"rows": rows}))


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _bare(path: str) -> None:
    with Path(path).open(encoding="cp1252", newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
