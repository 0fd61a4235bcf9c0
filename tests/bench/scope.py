"""How much is measured: the full run, and a quick one that only shows that everything still runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """`sizes` are (projects, people) of the events, the smallest first; a turn of a case lasts `seconds`."""

    sizes: tuple[tuple[int, int], ...]
    rounds: int
    seconds: float
    datasets: int
    rows: int  # of a table that is profiled
    entries: int
    judges: int
    visitors: int = 4
    teams: int = 8  # that save at the same time
    contests: tuple[int, ...] = (300, 150, 8)  # that are simulated of each preset


FULL = Scope(
    sizes=((8, 40), (400, 2_400), (10_000, 60_000)),
    rounds=5,
    seconds=1.5,
    datasets=100_000,
    rows=200_000,
    entries=10_000,
    judges=2_000,
)
QUICK = Scope(
    sizes=((3, 9), (5, 15)), rounds=1, seconds=0.05, datasets=30, rows=40, entries=20, judges=4, visitors=1, teams=2, contests=(2, 2, 1),
)  # fmt: skip
