"""`flask jury rank` on a contest as big as the largest in the world: 10,000 entries × 4 of 2,000 jurors × 5 criteria."""

import csv
import json
from pathlib import Path

from hackathon.jury.ranking import METHODS
from tests.bench.processes import Run, flask, run_measured
from tests.bench.report import Finding

CRITERIA = {"impact": 25, "data": 25, "quality": 20, "continuity": 15, "pitch": 15}
SCALE = 6  # scores from 0 to 5


WHY = "the start of the program is in it, and so is reading 200,000 cells as exact fractions"
MOST_SECONDS, MOST_MB = 10, 1_000


def measure(folder: Path, *, entries: int, judges: int, each: int = 4) -> list[Finding]:
    """Rank a made-up contest by each method, and plan it, each time in a process of its own."""
    scores, rubric = _write_contest(folder, entries=entries, judges=judges, each=each)
    files = ["--scores", str(scores), "--rubric", str(rubric), "--json"]
    size = f"{entries:,} entries × {each} of {judges:,} jurors"
    findings = []
    for method in METHODS:
        run = run_measured([*flask("jury", "rank", "--method", method), *files], folder)
        places = json.loads(run.printed)["ranking"]
        assert len(places) == entries, f"{len(places)} of {entries} entries were ranked"
        findings.append(_finding(f"`jury rank` of {size} × {len(CRITERIA)} criteria: `{method}`", run))
    wish = folder / "wish.json"
    names = [f"judge-{judge}" for judge in range(judges)]
    wish.write_text(json.dumps({"entries": [f"entry-{entry}" for entry in range(entries)], "judges": names, "k": each}))
    return [*findings, _finding(f"`jury plan` of {size}", run_measured(flask("jury", "plan", str(wish)), folder))]


def _finding(work: str, run: Run) -> Finding:
    enough = run.cpu <= MOST_SECONDS and run.peak_mb <= MOST_MB
    return Finding(work, "≤ 10 s, ≤ 1 GB", f"{run.cpu:.1f} s, {run.peak_mb:.0f} MB", enough, WHY)


def _write_contest(folder: Path, *, entries: int, judges: int, each: int) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    scores, rubric = folder / "scores.csv", folder / "contest.json"
    rubric.write_text(json.dumps({"criteria": [{"id": key, "weight": weight} for key, weight in CRITERIA.items()]}))
    with scores.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["judge", "entry", "criterion", "score"])
        for entry in range(entries):
            for seat in range(each):
                judge = (entry * each + seat) % judges
                for number, criterion in enumerate(CRITERIA):
                    # Spread over the scale by numbers without a common divisor: no dice, the same every time.
                    score = (entry * 7 + seat * 11 + number * 13 + entry // SCALE) % SCALE
                    writer.writerow([f"judge-{judge}", f"entry-{entry}", criterion, score])
    return scores, rubric
