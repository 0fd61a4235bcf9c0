"""Judges at entries, by number: who sits where, who met whom, and the moves that keep a plan allowed. Pure."""

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from heapq import heapify, heappop, heappush

from hackathon.dice import Dice

Waiting = tuple[float, int, int]  # how taken a judge is, their place in the line, their number
LOOKED_AT = 6  # judges of the least load among whom the one who met these colleagues least is chosen


class Seating:
    """A plan in the making. A judge has room, sits at an entry once and never at a barred one: each move keeps that."""

    def __init__(self, entries: int, capacities: Sequence[int], barred: Collection[tuple[int, int]]) -> None:
        self.on: list[set[int]] = [set() for _ in range(entries)]
        self._at: list[set[int]] = [set() for _ in capacities]
        self._capacities, self._barred = capacities, barred
        self._met: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._heap: list[Waiting] = []

    def load(self, judge: int) -> int:
        """How many entries a judge has."""
        return len(self._at[judge])

    def seats(self) -> list[tuple[int, int]]:
        """(judge, entry), in their order."""
        return [(judge, entry) for entry, on in enumerate(self.on) for judge in sorted(on)]

    def seat(self, judge: int, entry: int) -> None:
        """Let this judge sit there."""
        for other in self.on[entry]:
            self._met[judge][other] += 1
            self._met[other][judge] += 1
        self.on[entry].add(judge)
        self._at[judge].add(entry)

    def _unseat(self, judge: int, entry: int) -> None:
        self.on[entry].remove(judge)
        self._at[judge].remove(entry)
        for other in self.on[entry]:
            self._met[judge][other] -= 1
            self._met[other][judge] -= 1

    def _may_sit(self, judge: int, entry: int) -> bool:
        return judge not in self.on[entry] and (judge, entry) not in self._barred

    def _fullness(self, judge: int, more: int = 0) -> float:
        """The part of their time that is taken, with so many entries more."""
        return (len(self._at[judge]) + more) / max(1, self._capacities[judge])

    # --- giving seats

    def shuffle(self, dice: Dice) -> None:
        """Put judges with room into a new line: the least taken first, equals by chance."""
        numbers = dice.shuffled(range(len(self._capacities)))
        self._heap = [
            (self._fullness(judge), place, judge) for place, judge in enumerate(numbers) if self._has_room(judge)
        ]
        heapify(self._heap)

    def _has_room(self, judge: int) -> bool:
        return len(self._at[judge]) < self._capacities[judge]

    def best_free(self, entry: int) -> int | None:
        """Of the least taken judges who may sit there, the one who met its judges least; None where nobody is free."""
        passed: list[Waiting] = []
        found: list[Waiting] = []
        while self._heap and len(found) < LOOKED_AT:
            fullness, place, judge = heappop(self._heap)
            if not self._has_room(judge):  # it was given a seat in another way
                continue
            if found and fullness > found[0][0]:
                heappush(self._heap, (fullness, place, judge))
                break
            (found if self._may_sit(judge, entry) else passed).append((fullness, place, judge))
        chosen = min(found, key=lambda one: (self._meetings(one[2], entry), one[1])) if found else None
        for one in [*passed, *found]:
            if one is not chosen:
                heappush(self._heap, one)
        if chosen is None:
            return None
        _, place, judge = chosen
        if len(self._at[judge]) + 1 < self._capacities[judge]:
            heappush(self._heap, (self._fullness(judge, 1), place, judge))
        return judge

    def _meetings(self, judge: int, entry: int) -> int:
        return sum(self._met[judge][other] for other in self.on[entry])

    def make_room(self, entry: int) -> bool:
        """Seat somebody at an entry for which nobody is free: others give way along a chain to somebody with room."""
        gave_way: dict[int, tuple[int, int]] = {}  # entry -> (the entry that its judge goes to, that judge)
        line, seen = deque([entry]), {entry}
        while line:
            here = line.popleft()
            for judge in range(len(self._capacities)):
                if not self._may_sit(judge, here):
                    continue
                if self._has_room(judge):
                    self._shift(judge, here, gave_way)
                    return True
                for other in sorted(self._at[judge] - seen):
                    seen.add(other)
                    gave_way[other] = (here, judge)
                    line.append(other)
        return False

    def _shift(self, judge: int, entry: int, gave_way: dict[int, tuple[int, int]]) -> None:
        while entry in gave_way:
            target, leaving = gave_way[entry]
            self._unseat(leaving, entry)
            self.seat(judge, entry)
            judge, entry = leaving, target
        self.seat(judge, entry)

    # --- evening out

    def fullest(self, without: Collection[int]) -> int | None:
        """The judge with the largest part of their time taken who could pass something on; None when all is even."""
        left = [judge for judge in range(len(self._capacities)) if judge not in without and self._at[judge]]
        most = max(left, key=lambda judge: (self._fullness(judge), judge), default=None)
        if most is None or not any(self._would_gain(other, most) for other in range(len(self._capacities))):
            return None
        return most

    def _would_gain(self, judge: int, fullest: int) -> bool:
        return self._has_room(judge) and self._fullness(judge, 1) < self._fullness(fullest)

    def pass_on(self, fullest: int) -> bool:
        """Move one seat from this judge, along a chain of judges, to one who is taken less even with it."""
        came: dict[int, tuple[int, int]] = {fullest: (-1, -1)}  # judge -> (who passed something on, which entry)
        line = deque([fullest])
        while line:
            here = line.popleft()
            for entry in sorted(self._at[here]):
                for judge in range(len(self._capacities)):
                    if judge in came or not self._may_sit(judge, entry):
                        continue
                    came[judge] = (here, entry)
                    if self._would_gain(judge, fullest):
                        self._hand_over(judge, came)
                        return True
                    line.append(judge)
        return False

    def _hand_over(self, judge: int, came: dict[int, tuple[int, int]]) -> None:
        giver, entry = came[judge]
        while giver >= 0:
            self._unseat(giver, entry)
            self.seat(judge, entry)
            judge = giver
            giver, entry = came[judge]

    # --- changing places

    def may_change(self, judge: int, entry: int, other: int, place: int) -> bool:
        """Whether these two may each sit where the other does."""
        return judge != other and entry != place and self._may_sit(judge, place) and self._may_sit(other, entry)

    def gain(self, judge: int, entry: int, other: int, place: int) -> int:
        """By how much the sum of squared meetings falls when they change places."""
        here, there = self.on[entry] - self.on[place] - {judge}, self.on[place] - self.on[entry] - {other}
        mine, theirs = self._met[judge], self._met[other]
        left = sum(2 * mine[one] - 1 for one in here) + sum(2 * theirs[one] - 1 for one in there)
        return left - sum(2 * theirs[one] + 1 for one in here) - sum(2 * mine[one] + 1 for one in there)

    def change(self, judge: int, entry: int, other: int, place: int) -> None:
        """Let them change places."""
        self._unseat(judge, entry)
        self._unseat(other, place)
        self.seat(judge, place)
        self.seat(other, entry)

    def groups(self) -> list[set[int]]:
        """The judges in parts that share no entry; whoever has no seat belongs to none."""
        left, found = {judge for judge in range(len(self._capacities)) if self._at[judge]}, []
        while left:
            group, line = set(), [min(left)]
            while line:
                judge = line.pop()
                if judge not in group:
                    group.add(judge)
                    line.extend(other for entry in self._at[judge] for other in self.on[entry])
            left -= group
            found.append(group)
        return found
