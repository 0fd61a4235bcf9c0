"""What a jury may decide about an order of merit, and the order after it, pure.

Source: decisions 0006 and 0029, and `docs/bundle-format.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hackathon.errors import RuleBroken
from hackathon.results.merit import Decision, DecisionKind, Line
from hackathon.text import N_

APART = 0.8  # from this probability on one project is probably ahead of the other (decision 0029)


def decide_ties(lines: Iterable[Line], decisions: Iterable[Sequence[str]]) -> list[Line]:
    """The order after the chair's decisions, each an order of entries that share a rank.

    Raises RuleBroken for a decision about entries that are not tied (any more): ranks that stand are not touched.
    """
    ordered = list(lines)
    for decision in decisions:
        tied = [line for line in ordered if line.entry in decision]
        group = [line.entry for line in ordered if tied and line.rank == tied[0].rank]
        if not tied or sorted(group) != sorted(decision):
            raise RuleBroken(N_("A decision of the chair is about projects that are not tied (any more)."))
        ordered = _in_this_order(ordered, decision)
    return ordered


def depart(lines: Iterable[Line], entries: Sequence[str], apart: Mapping[tuple[str, str], float]) -> list[Line]:
    """The order after the jury put neighbours otherwise than the scores. `apart` is P(first is better than second).

    Raises RuleBroken unless they are all entries of consecutive ranks and the scores cannot tell them apart.
    """
    ordered = list(lines)
    block = [line for line in ordered if line.entry in entries]
    ranks = [line.rank for line in block]
    within = [line.entry for line in ordered if block and min(ranks) <= line.rank <= max(ranks)]
    if sorted(within) != sorted(entries) or len(block) < 2:  # two make an order
        raise RuleBroken(N_("The jury departs from the order only among projects that follow each other in it."))
    for above, below in pairwise(line.entry for line in block):
        if max(apart.get((above, below), 0.0), apart.get((below, above), 0.0)) >= APART:
            raise RuleBroken(N_("The scores tell these projects apart, so the order between them stands."))
    return _in_this_order(ordered, entries)


def _in_this_order(lines: Iterable[Line], entries: Sequence[str]) -> list[Line]:
    ordered = list(lines)
    first = min(line.rank for line in ordered if line.entry in entries)
    ranks = {entry: first + step for step, entry in enumerate(entries)}
    moved = [replace(line, rank=ranks.get(line.entry, line.rank)) for line in ordered]
    return sorted(moved, key=lambda line: (line.rank, line.entry))


def open_groups(lines: Sequence[Line], apart: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Whose order the jury may decide: entries that share a rank, and neighbours that the scores do not tell apart.

    `apart` is P(first is better than second) along the order of the calibrated ranking. It is the more careful rule of
    two: what that ranking does not compare at all is told apart, and so is whoever stands beyond a step of it.
    """
    groups: list[list[Line]] = []
    for line in (line for line in lines if line.score is not None):
        before = groups[-1][-1] if groups else None
        if before is not None and (before.rank == line.rank or _is_close(before, line, apart)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [[line.entry for line in group] for group in groups if len(group) > 1]


def _is_close(one: Line, other: Line, apart: Mapping[tuple[str, str], float]) -> bool:
    chain = [above for above, _below in apart] + [below for _above, below in apart][-1:]
    if one.round != other.round or not {one.entry, other.entry}.issubset(chain):
        return False
    first, last = sorted(chain.index(line.entry) for line in (one, other))
    return all(p < APART for p in list(apart.values())[first:last])


def changed_part(lines: Sequence[Line], entries: Sequence[str]) -> list[str]:
    """That part of an order of these neighbours which is another than the order that stands; ties that it meets, whole."""
    stands = [line.entry for line in lines if line.entry in entries]
    ranks = [line.rank for line in lines]
    fixed = [
        one == other and ranks.count(next(line.rank for line in lines if line.entry == one)) == 1
        for one, other in zip(entries, stands, strict=True)
    ]
    moved = [place for place, stays in enumerate(fixed) if not stays]
    return list(entries[moved[0] : moved[-1] + 1]) if moved else []


def apply_decision(
    lines: Iterable[Line], decision: Decision, apart: Mapping[tuple[str, str], float] | None = None
) -> list[Line]:
    """The order after a decision; raises RuleBroken for one that is about nothing (any more)."""
    ordered = list(lines)
    if decision.kind == DecisionKind.TIE:
        return decide_ties(ordered, [decision.entries])
    if decision.kind == DecisionKind.DEPARTURE:
        return depart(ordered, decision.entries, apart or {})
    if not {line.entry for line in ordered}.issuperset(decision.entries):
        raise RuleBroken(N_("A decision of the jury is about a project that is not in the order of merit (any more)."))
    return ordered


def apply_decisions(
    lines: Iterable[Line], decisions: Iterable[Decision], apart: Mapping[tuple[str, str], float] | None = None
) -> tuple[list[Line], list[Decision]]:
    """The order after those decisions that still hold, and the ones that no longer do.

    A project that was withdrawn, or a sheet signed later, may part what the chair had decided: then nobody is held up.
    """
    ordered, lapsed = list(lines), []
    for decision in decisions:
        try:
            ordered = apply_decision(ordered, decision, apart)
        except RuleBroken:
            lapsed.append(decision)
    return ordered, lapsed
