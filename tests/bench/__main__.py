"""`run.py bench`: measure everything, print it, and write docs/benchmarks.md. `--quick` only tries that all of it runs."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from run import ROOT
from tests.bench import measurements
from tests.bench.report import page_of
from tests.bench.scope import FULL, QUICK

PAGE = ROOT / "docs" / "benchmarks.md"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny numbers, nothing is written")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        results = measurements.all_of(QUICK if options.quick else FULL, Path(folder), told=_tell)
    page = page_of(results)
    print(page)
    if not options.quick:
        PAGE.write_text(page)
        print(f"Written to {PAGE.relative_to(ROOT)}.", end=" ")
    print(f"{len(results.findings)} targets in {time.monotonic() - started:.0f} s.")
    return 0


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
