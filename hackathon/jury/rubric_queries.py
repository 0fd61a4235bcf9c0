"""Questions about rubrics: those of an event, the one that a round is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.database import Words, db
from hackathon.events.models import Event
from hackathon.events.queries import managed_event, visible_event
from hackathon.jury.models import JudgingRound, JuryAssignment, PaperReading, Score
from hackathon.jury.rubric_files import DEFAULT, RubricTemplate, template_named, write_words
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.permissions import Standing


def rubric_of(event: Event, *, lock: bool = False) -> Rubric:
    """The event's first rubric with its criteria: the stored one, or the default, not stored yet.

    `lock` reads it under its row's lock: whoever edits it and whoever signs the first sheet wait for each other.
    """
    return _rubric(event, Rubric.number == 1, lock=lock) or _of_event(_default_rubric(event), event)


def rubric_numbered(event: Event, number: int, *, lock: bool = False) -> Rubric | None:
    """This rubric of the event with its criteria; the first one exists always."""
    return rubric_of(event, lock=lock) if number == 1 else _rubric(event, Rubric.number == number, lock=lock)


def rubric_of_round(judging: JudgingRound, *, lock: bool = False) -> Rubric:
    """The rubric that a round is judged by, with its criteria; of a round that nobody planned, the event's first."""
    found = _rubric(judging.event, Rubric.id == judging.rubric_id, lock=lock)
    return found or rubric_of(judging.event, lock=lock)


@dataclass(frozen=True)
class Yardstick:
    """A rubric, and the rounds that are judged by it; of an event without any planned round, none."""

    rubric: Rubric
    rounds: Sequence[JudgingRound]


def yardsticks_of(event: Event) -> list[Yardstick]:
    """What the event's projects are judged by, in the order of the rounds, each rubric once."""
    rounds: dict[int, list[JudgingRound]] = {}
    rubrics = _rubrics_with_rounds(event)
    for judging, _its in rubrics:
        if judging is not None:
            rounds.setdefault(judging.rubric_id, []).append(judging)
    of_id = {rubric.id: rubric for _judging, rubric in rubrics}
    found = [Yardstick(of_id[rubric_id], judged) for rubric_id, judged in rounds.items()]
    return found or [Yardstick(_first_of(rubrics, event), [])]


def names_by_round(event: Event, language: str) -> dict[int, dict[str, str]]:
    """Number of a round → the names of its criteria and gates by their keys; the first round's of an event without any."""
    rubrics = _rubrics_with_rounds(event)
    judged = {judging.number: rubric for judging, rubric in rubrics if judging is not None}
    return {
        number: {line.key: line.name.shown_in(language) for line in rubric.criteria}
        for number, rubric in (judged or {1: _first_of(rubrics, event)}).items()
    }


Pairs = Sequence[tuple[JudgingRound | None, Rubric]]


def _rubrics_with_rounds(event: Event) -> Pairs:
    """(round, rubric) of every round in its order, and (None, rubric) of the rubrics that no round is judged by."""
    found = (
        select(JudgingRound, Rubric).select_from(Rubric).outerjoin(JudgingRound, JudgingRound.rubric_id == Rubric.id)
    )
    found = found.where(Rubric.event_id == event.id).options(joinedload(Rubric.criteria))
    rows = db.session.execute(found).unique().all()
    pairs = [(judging, _of_event(rubric, event)) for judging, rubric in rows]
    return sorted(pairs, key=lambda pair: (pair[0].number if pair[0] else 0, pair[1].number))


def _first_of(pairs: Pairs, event: Event) -> Rubric:
    stored = next((rubric for _judging, rubric in pairs if rubric.number == 1), None)
    return stored or _of_event(_default_rubric(event), event)


def rubrics_of(event: Event) -> list[Rubric]:
    """Every rubric of the event with its criteria, in the order of their numbers; there is always a first one."""
    found = db.session.scalars(_rubrics(event).order_by(Rubric.number)).all()
    stored = [_of_event(rubric, event) for rubric in found]
    return stored if stored and stored[0].number == 1 else [rubric_of(event), *stored]


def _rubrics(event: Event) -> Select[Rubric]:
    return select(Rubric).options(selectinload(Rubric.criteria)).where(Rubric.event_id == event.id)


def _rubric(event: Event, which: ColumnElement[bool], *, lock: bool) -> Rubric | None:
    found = select(Rubric).where(Rubric.event_id == event.id, which)
    if lock:  # rows of an outer join cannot be locked
        found = found.options(selectinload(Rubric.criteria)).with_for_update()
        found = found.execution_options(populate_existing=True)
    else:
        found = found.options(joinedload(Rubric.criteria))
    rubric = db.session.scalars(found).unique().one_or_none()
    return None if rubric is None else _of_event(rubric, event)


def _of_event(rubric: Rubric, event: Event) -> Rubric:
    set_committed_value(rubric, "event", event)
    return rubric


def _default_rubric(event: Event) -> Rubric:
    default = template_named(DEFAULT)
    assert default is not None  # it is one of our files
    text = default.text
    low, high = text.scale
    rubric = Rubric(event_id=event.id, number=1, name=Words(""), scale_low=low, scale_high=high)
    rubric.method, rubric.tie_criteria = text.method, list(text.ties)
    for position, said in enumerate(text.criteria, start=1):
        line = Criterion(key=said.key)
        write_words(line, said, position=position)
        rubric.criteria.append(line)
    return rubric


def rubric_shown(viewer: Standing, event: str, rubric: int) -> Rubric | None:
    """This rubric of a visible event, for the page that everybody reads."""
    found = visible_event(viewer, event)
    return None if found is None else rubric_numbered(found, rubric)


def rubric_managed(viewer: Standing, event: str, rubric: int) -> Rubric | None:
    """This rubric of an event that the viewer manages."""
    found = managed_event(viewer, event)
    return None if found is None else rubric_numbered(found, rubric)


@dataclass(frozen=True)
class Replacement:
    """A rubric, and the template that would take its place."""

    rubric: Rubric
    template: RubricTemplate
    has_scores: bool


def replacement(viewer: Standing, event: str, rubric: int, template: str) -> Replacement | None:
    """What a template would replace, for those who manage the event."""
    found, chosen = rubric_managed(viewer, event, rubric), template_named(template)
    return None if found is None or chosen is None else Replacement(found, chosen, has_scores(found))


def has_scores(rubric: Rubric) -> bool:
    """Whether any juror has scored by this rubric, drafts and sheets typed in from paper included."""
    scored = select(Score.id).join(Score.criterion).where(Criterion.rubric_id == rubric.id)
    read = select(PaperReading.id).join(PaperReading.assignment).join(JuryAssignment.round)
    read = read.where(JudgingRound.rubric_id == rubric.id)
    return rubric.id is not None and bool(db.session.scalar(select(or_(scored.exists(), read.exists()))))
