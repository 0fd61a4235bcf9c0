"""Measuring in rounds: every case gets its turn in every round, so that a noisy minute hits all of them alike."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.servers import Server

Work = Callable[[], None]
"""One unit of work, as often as it is called: a page read, a form opened and sent."""


@dataclass
class Turn:
    """What one case did in one round."""

    done: int
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        return self.done / self.seconds

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu / self.done


@dataclass
class Case:
    """One thing to measure: a server, and what its visitors do at the same time, one thread each."""

    name: str
    server: Server
    visitors: Sequence[Work]
    turns: list[Turn] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return median(turn.per_second for turn in self.turns)

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's processor for one unit of work."""
        return median(turn.cpu_ms for turn in self.turns)

    def take_turn(self, seconds: float) -> None:
        before, started = self.server.cpu_seconds(), time.perf_counter()
        done = _at_once(self.visitors, until=started + seconds)
        self.turns.append(Turn(done, time.perf_counter() - started, self.server.cpu_seconds() - before))

    def speed_against(self, floor: "Case") -> float:
        """Units per second as a part of the floor's, round by round."""
        pairs = zip(self.turns, floor.turns, strict=True)
        return median(mine.per_second / its.per_second for mine, its in pairs)

    def cpu_against(self, floor: "Case") -> float:
        """Processor time as a multiple of the floor's, round by round."""
        return median(mine.cpu_ms / its.cpu_ms for mine, its in zip(self.turns, floor.turns, strict=True))


def play(cases: Sequence[Case], *, rounds: int, seconds: float, told: Callable[[str], None]) -> None:
    """Let every case take a turn in each round; a first one, not counted, warms everything up."""
    for case in cases:
        for visitor in case.visitors:
            visitor()
    for number in range(1, rounds + 1):
        told(f"round {number} of {rounds}, {len(cases)} cases of {seconds:g} s")
        for case in cases:
            case.take_turn(seconds)


def _at_once(visitors: Sequence[Work], *, until: float) -> int:
    counts = [0] * len(visitors)
    failures: list[Exception] = []

    def keep_going(place: int, work: Work) -> None:
        try:
            while time.perf_counter() < until:
                work()
                counts[place] += 1
        except (OSError, RuntimeError, AssertionError) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=keep_going, args=pair) for pair in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return max(1, sum(counts))
