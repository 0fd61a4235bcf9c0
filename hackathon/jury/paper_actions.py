"""Paper sheets: typed in by one person, and again by another who has not seen the first. Equal, they are a signed sheet."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from hackathon import audit
from hackathon.errors import RuleBroken
from hackathon.jury import actions, round_policy, rubric_queries
from hackathon.jury.models import JuryAssignment, PaperReading, PaperSignature, SheetState
from hackathon.jury.rubric_models import Rubric
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


def read_paper(
    assignment: JuryAssignment, *, marks: Mapping[str, int | None], comment: str, by: Standing, now: datetime
) -> None:
    """Keep what this person read on the paper. The second reading that says the same makes it a signed sheet.

    Raises RuleBroken for a gap or a mark outside its scale: a sheet on paper is whole, or its juror completes it.
    """
    ensure(round_policy.may_type_paper(by, assignment, at=now))
    rubric = rubric_queries.rubric_of_round(assignment.round, lock=True)
    actions.check_scores(rubric, marks)
    _refuse_gaps(rubric, marks)
    mine = _reading_of(assignment, by)
    mine.marks, mine.comment, mine.read_at = dict(marks), comment, now
    flag_modified(mine, "read_at")  # the same marks typed again are an act too
    audit.record("jury.paper_typed", assignment, by=by, now=now, event=assignment.round.event)
    other = next((one for one in assignment.readings if one is not mine and one.marks == mine.marks), None)
    if other is not None:
        _sign(assignment, rubric, typed=other, checked=mine, now=now)
        audit.record("jury.signed_on_paper", assignment.sheet, by=by, now=now, event=assignment.round.event)
        actions.lock_rubric(rubric, by=by, now=now)


def _refuse_gaps(rubric: Rubric, marks: Mapping[str, int | None]) -> None:
    for criterion in rubric.criteria:
        if marks.get(criterion.key) is None:
            raise RuleBroken(
                N_("The paper needs a mark here. If it has none, its juror completes it: nobody guesses one."),
                field=f"score_{criterion.key}",
            )


def _reading_of(assignment: JuryAssignment, by: Standing) -> PaperReading:
    found = next((one for one in assignment.readings if one.reader_id == by.person.id), None)
    if found is None:
        found = PaperReading(reader_id=by.person.id)
        assignment.readings.append(found)
    return found


def _sign(
    assignment: JuryAssignment, rubric: Rubric, *, typed: PaperReading, checked: PaperReading, now: datetime
) -> None:
    """The paper takes the place of a draft on screen: one is signed, the other is not. Texts of the draft stay."""
    sheet = assignment.sheet
    actions.write_scores(sheet, rubric, checked.marks)
    if checked.comment and checked.comment != sheet.comment:
        sheet.comment = "\n\n".join(words for words in (sheet.comment, checked.comment) if words)
    sheet.state, sheet.signed_at, sheet.saved_at = SheetState.SIGNED, now, now
    sheet.paper = PaperSignature(
        typed_by_id=typed.reader_id, checked_by_id=checked.reader_id, typed_at=typed.read_at, checked_at=now
    )
