"""Writing rubrics: criteria, gates, weights, scale, anchors, method and ties, until the first signature."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from hackathon import audit
from hackathon.database import db
from hackathon.errors import RuleBroken, Stale
from hackathon.events.actions import AFTER_CREATING
from hackathon.events.models import Event
from hackathon.events.templates import EventTemplate
from hackathon.jury import policy, rubric_queries
from hackathon.jury.ranking import METHODS
from hackathon.jury.rubric_files import CriterionText, RubricTemplate, RubricText, rubric_in_words, write_words
from hackathon.jury.rubric_models import ANSWERS, NO, Criterion, Rubric
from hackathon.jury.scoring import SCALES, check_weights_sum_100
from hackathon.permissions import Standing, ensure
from hackathon.text import N_, slug_of

EVERY_LEVEL_UP_TO = 11  # levels; a longer scale needs words for its two ends at least


def stored_rubric(event: Event) -> Rubric:
    """The event's first rubric as a row: the default is stored the first time that something hangs on it."""
    rubric = rubric_queries.rubric_of(event, lock=True)
    if rubric.id is None:
        db.session.add(rubric)
        db.session.flush()
    return rubric


def _give_rubric(event: Event, template: EventTemplate, now: datetime) -> None:
    stored_rubric(event)


AFTER_CREATING.append(_give_rubric)


def edit_rubric(rubric: Rubric, text: RubricText, *, by: Standing, now: datetime) -> Rubric:
    """Replace the rubric's text. Refuses weights that do not sum 100, levels without words, and any change that
    would leave a saved score without its criterion or outside its scale."""
    current = _unchanged(rubric, by=by, now=now)
    _check(text)
    if rubric_queries.has_scores(current):
        _refuse_to_strand_scores(current, text)
    _write(current, text)
    audit.record("jury.rubric_edited", current, by=by, now=now)
    return current


def take_template(rubric: Rubric, template: RubricTemplate, *, by: Standing, now: datetime) -> Rubric:
    """Replace the whole rubric by a template; its own name stays. Refused once any juror has scored by it."""
    current = _unchanged(rubric, by=by, now=now)
    ensure(
        policy.may_replace_rubric(
            by, rubric_queries.Replacement(current, template, rubric_queries.has_scores(current)), at=now
        )
    )
    text = template.text
    _check(text)
    own_name = current.name
    _write(current, text)
    current.name = own_name
    audit.record("jury.rubric_replaced", current, by=by, now=now)
    return current


def copy_rubric(rubric: Rubric, *, by: Standing, now: datetime) -> Rubric:
    """A further rubric of the event that says the same and can be changed: for a new round, once this one stands."""
    ensure(policy.may_manage(by, rubric.event, at=now))
    stored_rubric(rubric.event)
    number = rubric_queries.rubrics_of(rubric.event)[-1].number + 1
    copy = Rubric(event=rubric.event, number=number, criteria=[])
    _write(copy, rubric_in_words(rubric))
    audit.record("jury.rubric_copied", copy, by=by, now=now)
    return copy


def _unchanged(rubric: Rubric, *, by: Standing, now: datetime) -> Rubric:
    """The rubric under its lock, if it may be written and nobody saved it meanwhile."""
    ensure(policy.may_edit_rubric(by, rubric, at=now))
    current = rubric_queries.rubric_numbered(rubric.event, rubric.number, lock=True)
    assert current is not None  # no rubric is ever deleted
    ensure(policy.may_edit_rubric(by, current, at=now))
    if current.version != rubric.version:
        raise Stale(N_("Somebody saved this while you were writing. Both texts are below: decide, and save again."))
    return current


def _check(text: RubricText) -> None:
    if text.scale not in SCALES:
        raise RuleBroken(N_("Choose one of the scales offered."), field="scale")
    if text.method not in METHODS:
        raise RuleBroken(N_("Choose one of the methods offered."), field="method")
    if not text.scored:
        raise RuleBroken(N_("There is no criterion to score by."), field="criteria")
    low, high = text.scale
    levels = set(range(low, high + 1)) if high - low < EVERY_LEVEL_UP_TO else {low, high}
    for criterion in text.scored:
        _check_anchors(criterion, needed=levels, low=low, high=high)
    for gate in text.gates:
        _check_gate(gate)
    check_weights_sum_100([criterion.weight for criterion in text.scored])


def _check_anchors(criterion: CriterionText, *, needed: set[int], low: int, high: int) -> None:
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


def _check_gate(gate: CriterionText) -> None:
    if not gate.anchors.get(NO) or not set(gate.anchors) <= set(ANSWERS):
        raise RuleBroken(
            N_("“%(gate)s” is a gate: write what a juror must have seen to say no."),
            field="criteria",
            gate=str(gate.name),
        )


def _refuse_to_strand_scores(rubric: Rubric, text: RubricText) -> None:
    if (rubric.scale_low, rubric.scale_high) != text.scale:
        raise RuleBroken(N_("Jurors have scored on the present scale already, so it cannot change."), field="scale")
    if {(line.key, line.kind) for line in rubric.criteria} != {(line.key, line.kind) for line in text.criteria}:
        raise RuleBroken(
            N_(
                "Jurors have scored already, so no criterion can be added or removed. Names, weights and levels can change."
            ),
            field="criteria",
        )


def _write(rubric: Rubric, text: RubricText) -> None:
    stored = {criterion.key: criterion for criterion in rubric.criteria}
    keyed = _with_keys(text.criteria)
    lines = []
    for position, (key, said) in enumerate(keyed, start=1):
        line = stored.get(key) or Criterion(key=key)
        write_words(line, said, position=position)
        lines.append(line)
    rubric.criteria = lines
    rubric.scale_low, rubric.scale_high = text.scale
    rubric.method, rubric.name = text.method, text.name
    scored = {key for key, said in keyed if not said.is_gate}
    rubric.tie_criteria = [key for key in text.ties if key in scored]
    flag_modified(rubric, "tie_criteria")  # a change of a criterion alone must move the rubric's version too
    db.session.add(rubric)
    db.session.flush()


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
