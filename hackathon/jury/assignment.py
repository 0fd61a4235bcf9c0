"""Who judges what: everybody's load even, no conflict, the jury one whole, drawn from a seed that is told beforehand.

Pure. How well strict and lenient judges can be told apart depends on nothing but how they are linked through the entries
that they share: so pairs of judges meet as evenly as can be, and no part of the jury is left without a link to the rest.
Source: C. S. Cheng, "Maximizing the total number of spanning trees in a graph" (1981); J. A. John and E. R. Williams,
"Cyclic and Computer Generated Designs" (1995).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hackathon.dice import Dice
from hackathon.errors import RuleBroken
from hackathon.jury.contest import Remark, Seat
from hackathon.jury.seating import Seating
from hackathon.text import N_

PROPOSALS_PER_SEAT, MOST_PROPOSALS = 30, 300_000
TRIES_PER_LINK = 200


@dataclass(frozen=True)
class Judge:
    """Somebody who judges; at most `capacity` entries, or as many as there are."""

    id: str
    capacity: int | None = None


@dataclass(frozen=True)
class Wish:
    """What was fixed before the draw: `k` judges for each entry, and who must not judge what."""

    entries: Sequence[str]
    judges: Sequence[Judge]
    k: int
    conflicts: Collection[Seat] = frozenset()
    seed: int = 0


@dataclass(frozen=True)
class Plan:
    """The seats, by judge and entry; what it lacks; and the parts of the jury that share no entry with each other."""

    seats: Sequence[Seat]
    loads: Mapping[str, int]
    short: Mapping[str, int]  # entry -> judges that it lacks
    groups: Sequence[Sequence[str]]  # judges; one group is right

    def remarks(self) -> list[Remark]:
        """What is lacking."""
        lacking = N_("%(entry)s lacks %(number)s of its judges: it takes more judges, or more time of theirs.")
        said = [Remark(lacking, {"entry": entry, "number": number}) for entry, number in self.short.items()]
        idle = [judge for judge, load in self.loads.items() if not load]
        if idle:
            said.append(Remark(N_("Without anything to judge: %(judges)s."), {"judges": ", ".join(idle)}))
        if len(self.groups) > 1:
            apart = N_("These parts of the jury share no entry, so that ranking across them is a guess: %(groups)s.")
            said.append(Remark(apart, {"groups": "; ".join(", ".join(group) for group in self.groups)}))
        return said


def plan(wish: Wish) -> Plan:
    """The plan of this wish: the same on every machine, whatever the order of its lists.

    Where judges or their time do not suffice, entries stay short and the plan says so. Raises RuleBroken for a wish
    that contradicts itself.
    """
    _check(wish)
    dice = Dice("jury plan", wish.seed)
    entries, judges = sorted(wish.entries), sorted(wish.judges, key=lambda judge: judge.id)
    capacities = [len(entries) if judge.capacity is None else judge.capacity for judge in judges]
    numbers = {judge.id: number for number, judge in enumerate(judges)}
    places = {entry: number for number, entry in enumerate(entries)}
    barred = {(numbers[judge], places[entry]) for judge, entry in wish.conflicts}
    seating = Seating(len(entries), capacities, barred)
    _seat_everybody(seating, wish.k, dice)
    _even_out(seating)
    _spread(seating, dice)
    link(seating, dice)
    return Plan(
        seats=sorted(
            (judges[judge].id, entries[entry]) for entry in range(len(entries)) for judge in seating.on[entry]
        ),
        loads={judge.id: seating.load(number) for number, judge in enumerate(judges)},
        short={name: wish.k - len(on) for name, on in zip(entries, seating.on, strict=True) if len(on) < wish.k},
        groups=sorted(sorted(judges[number].id for number in group) for group in seating.groups()),
    )


def _seat_everybody(seating: Seating, k: int, dice: Dice) -> None:
    """One judge for each entry, k times over; where nobody is free, others make room."""
    for _ in range(k):
        seating.shuffle(dice)
        for entry in dice.shuffled(range(len(seating.on))):
            judge = seating.best_free(entry)
            if judge is None:
                seating.make_room(entry)
            else:
                seating.seat(judge, entry)


def _even_out(seating: Seating) -> None:
    """Seats go from who has most, for their time, to who has least, as long as that makes the load more even."""
    stuck: set[int] = set()
    while (fullest := seating.fullest(stuck)) is not None:
        if not seating.pass_on(fullest):
            stuck.add(fullest)


def _spread(seating: Seating, dice: Dice) -> None:
    """Judges change places where the same two met too often."""
    seats = seating.seats()
    proposals = min(PROPOSALS_PER_SEAT * len(seats), MOST_PROPOSALS) if len(seats) > 1 else 0
    for _ in range(proposals):
        first, second = (dice.whole(0, len(seats) - 1) for _ in range(2))
        (judge, entry), (other, place) = seats[first], seats[second]
        if seating.may_change(judge, entry, other, place) and seating.gain(judge, entry, other, place) > 0:
            seating.change(judge, entry, other, place)
            seats[first], seats[second] = (other, entry), (judge, place)


def link(seating: Seating, dice: Dice) -> None:
    """Judges of parts without a link change places until the jury is one whole, or as near to it as can be."""
    groups = seating.groups()
    for _ in range(TRIES_PER_LINK * len(groups)):
        if len(groups) < 2:
            return
        apart = min(groups, key=lambda group: (len(group), sorted(group)))
        inside = [(judge, entry) for judge, entry in seating.seats() if judge in apart]
        outside = [(judge, entry) for judge, entry in seating.seats() if judge not in apart]
        (judge, entry), (other, place) = dice.pick(inside), dice.pick(outside)
        if not seating.may_change(judge, entry, other, place):
            continue
        seating.change(judge, entry, other, place)
        changed = seating.groups()
        if len(changed) < len(groups):
            groups = changed
        else:
            seating.change(other, entry, judge, place)


def _check(wish: Wish) -> None:
    _once(wish.entries, N_("The entry “%(name)s” is listed twice."))
    _once((judge.id for judge in wish.judges), N_("The judge “%(name)s” is listed twice."))
    if not wish.entries or not wish.judges:
        raise RuleBroken(N_("A plan needs entries and judges."))
    if wish.k < 1:
        raise RuleBroken(N_("Each entry needs at least one judge: “k” is %(k)s."), k=wish.k)
    for judge in wish.judges:
        if judge.capacity is not None and judge.capacity < 0:
            raise RuleBroken(N_("The capacity of “%(judge)s” is below zero."), judge=judge.id)
    judges, entries = {judge.id for judge in wish.judges}, set(wish.entries)
    for name, entry in wish.conflicts:
        if name not in judges or entry not in entries:
            text = N_("The conflict of “%(judge)s” with “%(entry)s” names somebody or something that is not listed.")
            raise RuleBroken(text, judge=name, entry=entry)


def _once(names: Iterable[str], refusal: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RuleBroken(refusal, name=name)
        seen.add(name)
