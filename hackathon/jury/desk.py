"""What lies before a juror and an organiser: seats with their state, a desk, a juror's progress. Computed, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from hackathon.events.models import Event
from hackathon.jury.blind import without_names
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import JudgingRound, JuryAssignment, ScoreSheet
from hackathon.jury.rubric_models import Rubric
from hackathon.jury.scoring import Criterion as PureCriterion
from hackathon.jury.scoring import Points, missing_criteria, points_so_far


def pure_criteria(rubric: Rubric) -> list[PureCriterion]:
    """The criteria that weigh, as the arithmetic takes them: gates are none of its business."""
    low, high = Fraction(rubric.scale_low), Fraction(rubric.scale_high)
    return [PureCriterion(line.key, Fraction(line.weight), low, high) for line in rubric.scored]


@dataclass(frozen=True)
class Juror:
    """An invitation and how far its juror is: counts of seats, never a score."""

    invitation: JurorInvitation
    seats: int
    begun: int
    signed: int
    recused: int


@dataclass(frozen=True)
class Seat:
    """One line of a juror's own list: a project and how far its sheet is."""

    assignment: JuryAssignment
    rubric: Rubric
    names: Sequence[str] = ()  # whose project it is, where the jury must not read it

    @property
    def title(self) -> str:
        """The project's title as this juror may read it."""
        return without_names(self.assignment.project.title, self.names)

    @property
    def sheet(self) -> ScoreSheet:
        return self.assignment.sheet

    @property
    def scores(self) -> dict[str, int]:
        """The scores given so far, by the criterion's key."""
        keys = {criterion.id: criterion.key for criterion in self.rubric.criteria}
        return {keys[score.criterion_id]: score.value for score in self.sheet.scores}

    @property
    def gaps(self) -> list[str]:
        """Keys of the criteria without a score, and of the gates without an answer."""
        unanswered = [gate.key for gate in self.rubric.gates if gate.key not in self.scores]
        return [*missing_criteria(self.scores, pure_criteria(self.rubric)), *unanswered]

    @property
    def points(self) -> Points:
        """What the scores given so far are worth, over 100."""
        return points_so_far(self.scores, pure_criteria(self.rubric))

    @property
    def state(self) -> str:
        """`recused`, `signed`, `complete`, `begun` or `empty`."""
        if self.assignment.recusal is not None:
            return "recused"
        if self.sheet.is_signed:
            return "signed"
        if not self.gaps:
            return "complete"
        return "begun" if self.sheet.is_begun else "empty"


@dataclass(frozen=True)
class Desk:
    """A juror's own work in one event. `version` moves with any of the sheets, for the page that signs them."""

    event: Event
    rubric: Rubric
    is_open: bool
    seats: Sequence[Seat]
    round: JudgingRound | None = None

    @property
    def version(self) -> int:
        return sum(seat.sheet.version for seat in self.seats)

    def is_kept(self, at: datetime) -> bool:
        """Whether a juror's device keeps these pages: until scoring closes."""
        scoring = self.event.window("scoring")
        return scoring is None or at < scoring.closes_at

    def place_of(self, seat: Seat) -> str:
        """The table or room at which a visit finds this project."""
        return str(self.round.places.get(seat.assignment.project.slug, "")) if self.round else ""

    def with_state(self, *states: str) -> list[Seat]:
        return [seat for seat in self.seats if seat.state in states]

    def after(self, assignment: JuryAssignment) -> Seat | None:
        """The next project without a whole sheet, going on from this one and round to the beginning."""
        here = next((n for n, seat in enumerate(self.seats) if seat.assignment.id == assignment.id), 0)
        ahead = [*self.seats[here + 1 :], *self.seats[:here]]
        return next((seat for seat in ahead if seat.state in ("empty", "begun")), None)
