"""Writing the rubric: criteria, weights, scale, anchors and the criteria that break ties, until the first signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from hackathon import audit
from hackathon.database import Words, db
from hackathon.errors import RuleBroken, Stale
from hackathon.events.actions import AFTER_CREATING
from hackathon.events.models import Event
from hackathon.events.templates import EventTemplate
from hackathon.jury import policy, queries
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.jury.scoring import SCALES, check_weights_sum_100
from hackathon.permissions import Standing, ensure
from hackathon.text import N_, slug_of

EVERY_LEVEL_UP_TO = 11  # levels; a longer scale needs words for its two ends at least


@dataclass(frozen=True)
class CriterionText:
    """A criterion as an organiser wrote it. `key` is None for a new one; anchors are words by level."""

    key: str | None
    name: Words
    help: Words
    weight: int
    anchors: dict[int, Words]


def stored_rubric(event: Event) -> Rubric:
    """The event's rubric as a row: the default is stored the first time that something hangs on it."""
    rubric = queries.rubric_of(event, lock=True)
    if rubric.id is None:
        db.session.add(rubric)
        db.session.flush()
    return rubric


def _give_rubric(event: Event, template: EventTemplate, now: datetime) -> None:
    stored_rubric(event)


AFTER_CREATING.append(_give_rubric)


def edit_rubric(
    rubric: Rubric,
    *,
    scale: tuple[int, int],
    ties: Sequence[str],
    criteria: Sequence[CriterionText],
    by: Standing,
    now: datetime,
) -> Rubric:
    """Replace the rubric's text. Refuses weights that do not sum 100, levels without words, and any change that
    would leave a saved score without its criterion or outside its scale."""
    ensure(policy.may_edit_rubric(by, rubric, at=now))
    current = queries.rubric_of(rubric.event, lock=True)
    ensure(policy.may_edit_rubric(by, current, at=now))
    if current.version != rubric.version:
        raise Stale(N_("Somebody saved this while you were writing. Both texts are below: decide, and save again."))
    _check(scale, criteria)
    keyed = _with_keys(criteria)
    if queries.has_scores(current):
        _refuse_to_strand_scores(current, scale, {key for key, _ in keyed})
    current.scale_low, current.scale_high = scale
    _write(current, keyed)
    current.tie_criteria = [key for key in ties if key in {key for key, _ in keyed}]
    flag_modified(current, "tie_criteria")  # a change of a criterion alone must move the rubric's version too
    db.session.add(current)
    db.session.flush()
    audit.record("jury.rubric_edited", current, by=by, now=now)
    return current


def _check(scale: tuple[int, int], criteria: Sequence[CriterionText]) -> None:
    if scale not in SCALES:
        raise RuleBroken(N_("Choose one of the scales offered."), field="scale")
    if not criteria:
        raise RuleBroken(N_("There is no criterion to score by."), field="criteria")
    low, high = scale
    needed = set(range(low, high + 1)) if high - low < EVERY_LEVEL_UP_TO else {low, high}
    for criterion in criteria:
        missing = sorted(needed - criterion.anchors.keys())
        if missing:
            raise RuleBroken(
                N_("“%(criterion)s” says nothing about level %(levels)s: write what a project must show for it."),
                field="criteria",
                criterion=str(criterion.name),
                levels=", ".join(map(str, missing)),
            )
        strange = sorted(level for level in criterion.anchors if not low <= level <= high)
        if strange:
            raise RuleBroken(
                N_("“%(criterion)s” describes level %(levels)s, which the scale does not have."),
                field="criteria",
                criterion=str(criterion.name),
                levels=", ".join(map(str, strange)),
            )
    check_weights_sum_100([criterion.weight for criterion in criteria])


def _with_keys(criteria: Sequence[CriterionText]) -> list[tuple[str, CriterionText]]:
    """Each criterion with its key: a new one gets one from its name, unlike the others'."""
    taken = {criterion.key for criterion in criteria if criterion.key}
    keyed = []
    for criterion in criteria:
        key = criterion.key or _new_key(criterion.name.es, taken)
        taken.add(key)
        keyed.append((key, criterion))
    return keyed


def _new_key(name: str, taken: set[str]) -> str:
    base = slug_of(name, longest=34).replace("-", "_")
    return next(key for n in range(1, 100) if (key := base if n == 1 else f"{base}_{n}") not in taken)


def _refuse_to_strand_scores(rubric: Rubric, scale: tuple[int, int], keys: set[str]) -> None:
    if (rubric.scale_low, rubric.scale_high) != scale:
        raise RuleBroken(N_("Jurors have scored on the present scale already, so it cannot change."), field="scale")
    if {criterion.key for criterion in rubric.criteria} != keys:
        raise RuleBroken(
            N_(
                "Jurors have scored already, so no criterion can be added or removed. Names, weights and levels can change."
            ),
            field="criteria",
        )


def _write(rubric: Rubric, keyed: Sequence[tuple[str, CriterionText]]) -> None:
    stored = {criterion.key: criterion for criterion in rubric.criteria}
    lines = []
    for position, (key, text) in enumerate(keyed, start=1):
        line = stored.get(key) or Criterion(key=key)
        line.position, line.weight, line.name, line.help = position, text.weight, text.name, text.help
        line.anchors = _anchors(text.anchors)
        lines.append(line)
    rubric.criteria = lines


def _anchors(words: dict[int, Words]) -> list[dict[str, Any]]:
    return [{"level": level, "es": words[level].es, "en": words[level].en} for level in sorted(words)]
