"""How often each method is right, in contests whose truth is known: `docs/benchmarks.md` shows where ours loses, too."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from hackathon.jury.elimination import Floats
from hackathon.jury.inference import separation, six_decimals
from tests.bench.made_juries import PRESETS, SCENARIOS, Made, Preset, make
from tests.bench.peer_methods import METHODS, Answer, Z
from tests.bench.report import Finding, Section

COST = "what it costs to look for unlike judges and unusual totals where there are none"
OURS, PLAIN, RAW = "**calibrated**", "BLUP", "raw mean"
HINDSIGHT = "calibrated, the bought mark left out"
HEAD = (
    "contest",
    "method",
    "τ-b",
    "± against raw",
    "winner found",
    "regret",
    "coverage of 90 %",
    "wrong “clearly ahead”",
)
NOTE = (
    "Contests whose truth is known (`tests/bench/made_juries.py`): {contests}. τ-b is Kendall's rank correlation with the "
    "truth, “against raw” its difference to the raw mean with the standard error of that difference over contests; winner "
    "found is how often the truly best entry is put first; regret is how much worse the chosen one is, in standard "
    "deviations of the truth; coverage is how often the stated 90 % interval holds the truth, and the last column how "
    "many of the neighbours called clearly ahead (95 %) are not. The raw mean's interval is the usual one, from the "
    "spread of an entry's own scores. Least squares says nothing across panels. Bold numbers are below the best of the "
    "row's contest by more than the error of the difference. With a colluder the last row is what no method can know: "
    "which mark was bought."
)
Measures = dict[str, list[float]]


def measure(contests: Sequence[int], *, told: Callable[[str], None]) -> tuple[list[Finding], Section]:
    """So many contests of each preset in each scenario."""
    rows: list[Sequence[object]] = []
    results = {}
    for preset, count in zip(PRESETS, contests, strict=True):
        for scenario in SCENARIOS:
            if scenario == "panels" and preset.each == preset.judges:
                continue  # everybody judges everything
            told(f"simulating {preset.name}, {scenario}")
            measures = _run(preset, scenario, count)
            results[preset.name, scenario] = measures
            rows += _rows(f"{preset.name}, {scenario}", measures)
    said = ", ".join(f"{count} of {preset.name}" for preset, count in zip(PRESETS, contests, strict=True))
    return _findings(results), Section("How often the order is right", HEAD, rows, NOTE.format(contests=said))


def _run(preset: Preset, scenario: str, count: int) -> dict[str, Measures]:
    measures: dict[str, Measures] = defaultdict(lambda: defaultdict(list))
    for seed in range(count):
        made = make(preset, scenario, seed)
        for name, method in METHODS.items():
            if scenario == "panels" and name == "least squares":
                continue
            for what, value in _judged(method(made.panel), made).items():
                measures[name][what].append(value)
        if made.bought is not None:
            for what, value in _judged(METHODS[OURS](made.without_bought()), made).items():
                measures[HINDSIGHT][what].append(value)
    return measures


def _judged(answer: Answer, made: Made) -> dict[str, float]:
    scores, truth = six_decimals(answer.scores), made.truth
    chosen = np.flatnonzero(scores == scores.max())
    best = int(np.argmax(truth))
    found: dict[str, float] = {
        "tau": tau_b(scores, truth),
        "winner": float(best in chosen) / len(chosen),
        "regret": float((truth[best] - truth[chosen].mean()) / truth.std()),
    }
    if answer.deviations is not None:
        off = np.abs(scores - scores.mean() - truth + truth.mean())
        found["coverage"] = float(np.mean(off <= Z * answer.deviations))
    if answer.fit is not None:
        order = [int(entry) for entry in np.argsort(-scores, kind="stable")]
        sure = np.array(separation(answer.fit, order)) >= 0.95
        found["claims"] = float(sure.sum())
        found["wrong"] = float(np.sum(sure & (np.diff(truth[order]) > 0)))
    return found


def tau_b(one: Floats, other: Floats) -> float:
    """Kendall's rank correlation, ties allowed."""
    upper = np.triu_indices(len(one), 1)
    first, second = (np.sign(values[upper[0]] - values[upper[1]]) for values in (one, other))
    return float(first @ second / np.sqrt((first @ first) * (second @ second))) if first.any() else 0.0


def _rows(contest: str, measures: dict[str, Measures]) -> list[Sequence[object]]:
    best = max(measures.keys() - {HINDSIGHT}, key=lambda name: np.mean(measures[name]["tau"]))
    rows: list[Sequence[object]] = []
    for name, found in measures.items():
        behind = np.array(measures[best]["tau"]) - np.array(found["tau"])
        tau = f"{np.mean(found['tau']):.3f}"
        loses = name == OURS and behind.mean() > _error(behind)
        against = np.array(found["tau"]) - np.array(measures[RAW]["tau"])
        rows.append((
            contest, name, f"**{tau}**" if loses else tau,
            "" if name == RAW else f"{against.mean():+.3f} ± {_error(against):.3f}",
            f"{np.mean(found['winner']):.2f}", f"{np.mean(found['regret']):.2f}",
            f"{np.mean(found['coverage']):.2f}" if found["coverage"] else "–",
            _wrong(found) if found["claims"] else "–",
        ))  # fmt: skip
    return rows


def _wrong(found: Measures) -> str:
    claims = sum(found["claims"])
    return f"{sum(found['wrong']):.0f} of {claims:.0f}"


def _error(values: Floats) -> float:
    return float(np.std(values, ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0


def _findings(results: dict[tuple[str, str], dict[str, Measures]]) -> list[Finding]:
    """The limits that were set for our default, each beside what came out."""
    findings = []
    for preset in PRESETS:
        for scenario in ("honest", "harsh", "same judges"):
            ours, plain = (np.array(results[preset.name, scenario][name]["tau"]) for name in (OURS, PLAIN))
            ahead = float((ours - plain).mean())
            work = f"`calibrated` against BLUP, {preset.name}, {scenario}: τ-b"
            findings.append(
                Finding(work, "≥ −0.005", f"{ahead:+.3f} ± {_error(ours - plain):.3f}", ahead >= -0.005, COST)
            )
        coverage = float(np.mean(results[preset.name, "honest"][OURS]["coverage"]))
        work = f"`calibrated`, {preset.name}, honest: coverage of 90 % intervals"
        findings.append(Finding(work, "0.85 to 0.95", f"{coverage:.2f}", 0.85 <= coverage <= 0.95))
    for name, least in (("libertad", 0.58), ("regional", 0.52)):
        found, known = (np.array(results[name, "colluder"][who]["winner"]) for who in (OURS, HINDSIGHT))
        work = f"`calibrated`, {name}, colluder: winner found"
        said = f"{found.mean():.2f} ± {_error(found):.2f}; {known.mean():.2f} with {HINDSIGHT.partition(', ')[2]}"
        findings.append(Finding(work, f"≥ {least}", said, bool(found.mean() >= least)))
    claims, wrong = (sum(sum(one[OURS][what]) for one in results.values()) for what in ("claims", "wrong"))
    share = wrong / max(claims, 1)
    findings.append(
        Finding(
            "`calibrated`: wrong among “clearly ahead”", "≤ 5 %", f"{100 * share:.1f} % of {claims:.0f}", share <= 0.05
        )
    )
    return findings
