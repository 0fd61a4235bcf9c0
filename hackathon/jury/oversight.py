"""What organisers see of a round: names, seats, counts and what to do about what lacks. Never a score."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event
from hackathon.jury import invitation_queries, outcome, round_queries, rubric_queries
from hackathon.jury.conflicts import Barred
from hackathon.jury.drawing import Drawing
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import JudgingRound, JuryAssignment, RecusalKind
from hackathon.jury.outcome import SeatCount
from hackathon.jury.repair import Mending
from hackathon.jury.round_queries import Ground
from hackathon.submissions.models import Project
from hackathon.text import N_


@dataclass(frozen=True)
class JurorLine:
    """A juror in a round: how many seats, how many signed, begun or emptied, and the seats themselves."""

    juror: JurorInvitation
    load: int
    signed: int = 0
    begun: int = 0
    emptied: int = 0
    seats: Sequence[JuryAssignment] = ()

    @property
    def is_done(self) -> bool:
        return self.signed == self.load

    @property
    def is_gone(self) -> bool:
        return self.juror.left_at is not None or self.juror.excluded_at is not None


@dataclass(frozen=True)
class ProjectLine:
    """A project in a round: how many jurors it has, how many sheets are signed, and who must not judge it."""

    project: Project
    seats: int
    signed: int
    barred: Sequence[Barred]
    needed: int
    jurors: int

    @property
    def lacks(self) -> int:
        """Jurors that it lacks to its quorum."""
        return max(0, self.needed - self.seats)

    @property
    def remedy(self) -> str:
        """What would help, as far as it can be told: `people`, when too many are barred; `time`, when all are full."""
        if not self.lacks:
            return ""
        return "people" if self.jurors - len({pair.juror for pair in self.barred}) < self.needed else "time"


@dataclass(frozen=True)
class Preview:
    """A round as it would be drawn now."""

    ground: Ground
    drawn: Drawing
    jurors: Sequence[JurorLine]
    projects: Sequence[ProjectLine]
    method: str

    @property
    def heaviest(self) -> int:
        return max((line.load for line in self.jurors), default=0)

    @property
    def short(self) -> list[ProjectLine]:
        return [line for line in self.projects if line.lacks]

    @property
    def idle(self) -> list[JurorLine]:
        return [line for line in self.jurors if not line.load]


def preview_of(judging: JudgingRound) -> Preview | None:
    """What opening this round would give; None while nobody or nothing is there to be seated."""
    ground = round_queries.ground_of(judging)
    if not ground.projects or not ground.jurors:
        return None
    drawn = ground.draw()
    barred = _barred_by_project(ground)
    at = Counter(slug for _, slug in drawn.seats)
    return Preview(
        ground,
        drawn,
        jurors=_by_name(JurorLine(juror, drawn.loads[code]) for code, juror in ground.jurors.items()),
        projects=[
            ProjectLine(project, at[slug], 0, barred.get(slug, ()), judging.quorum, len(ground.jurors))
            for slug, project in ground.projects.items()
        ],
        method=rubric_queries.rubric_of_round(judging).method,
    )


def _by_name(lines: Iterable[JurorLine]) -> list[JurorLine]:
    return sorted(lines, key=lambda line: (line.juror.name, line.juror.id))


def _barred_by_project(ground: Ground) -> Mapping[str, list[Barred]]:
    found: dict[str, list[Barred]] = {}
    for pair in ground.barred:
        found.setdefault(pair.project, []).append(pair)
    return found


@dataclass(frozen=True)
class Progress:
    """An opened round: how far each juror and project is, and what a repair would give."""

    ground: Ground
    jurors: Sequence[JurorLine]
    projects: Sequence[ProjectLine]
    seats: Mapping[str, Sequence[JuryAssignment]]
    mending: Mending

    @property
    def signed(self) -> int:
        return sum(line.signed for line in self.projects)

    @property
    def total(self) -> int:
        return sum(line.seats for line in self.projects)

    @property
    def on_paper(self) -> int:
        """Of the signed sheets, those that their jurors signed on paper."""
        return sum(seat.sheet.paper is not None for seat in self._filled)

    @property
    def unchecked(self) -> int:
        """Paper sheets that one person typed in, or two who read otherwise: they count nowhere."""
        return sum(is_unchecked(seat) for seat in self._filled)

    @property
    def _filled(self) -> list[JuryAssignment]:
        return [seat for seats in self.seats.values() for seat in seats if seat.recusal is None]


def is_unchecked(seat: JuryAssignment) -> bool:
    """Whether a paper sheet of this seat was typed in and does not count yet."""
    return bool(seat.readings) and not seat.sheet.is_signed and seat.recusal is None


def progress_of(judging: JudgingRound) -> Progress:
    """How far a round is."""
    ground, seats = round_queries.ground_of(judging), round_queries.seats_of(judging)
    barred = _barred_by_project(ground)
    filled = [seat for seat in seats if seat.recusal is None]
    at = Counter(seat.project.slug for seat in filled)
    signed = Counter(seat.project.slug for seat in filled if seat.sheet.is_signed)
    return Progress(
        ground,
        jurors=_lines_of_jurors(judging.event, ground, seats),
        projects=[
            ProjectLine(project, at[slug], signed[slug], barred.get(slug, ()), judging.quorum, len(ground.jurors))
            for slug, project in ground.projects.items()
        ],
        seats={slug: [seat for seat in seats if seat.project.slug == slug] for slug in ground.projects},
        mending=round_queries.mending_of(ground, seats),
    )


def _lines_of_jurors(event: Event, ground: Ground, seats: Sequence[JuryAssignment]) -> list[JurorLine]:
    by_person: dict[int, list[JuryAssignment]] = {}
    for seat in seats:
        by_person.setdefault(seat.juror_id, []).append(seat)
    jury = invitation_queries.accepted_invitations(event)
    present = [one for one in jury if one.code in ground.jurors or one.person_id in by_person]
    return _by_name([_line_of(one, by_person.get(one.person_id or 0, [])) for one in present])


def _line_of(juror: JurorInvitation, seats: Sequence[JuryAssignment]) -> JurorLine:
    filled = [seat for seat in seats if seat.recusal is None]
    return JurorLine(
        juror,
        load=len(filled),
        signed=sum(seat.sheet.is_signed for seat in filled),
        begun=sum(not seat.sheet.is_signed and not round_queries.is_untouched(seat) for seat in filled),
        emptied=len(seats) - len(filled),
        seats=seats,
    )


@dataclass(frozen=True)
class ClosingState:
    """What closing a round must be given a reason for, and each project's coverage."""

    coverage: Sequence[SeatCount]
    unfinished: Sequence[JurorInvitation]
    late: Sequence[JurorInvitation]
    gone: Sequence[JurorInvitation]
    excluded: int
    unchecked: int = 0

    @property
    def needs_reason(self) -> bool:
        return bool(self.unfinished or self.late or self.gone or self.excluded)


def closing_state(judging: JudgingRound) -> ClosingState:
    """How a round stands: jurors with sheets open, who was seated after the opening, who left, what was excluded."""
    seats = round_queries.seats_of(judging)
    jury = {one.person_id: one for one in invitation_queries.accepted_invitations(judging.event)}
    unfinished = {seat.juror_id for seat in seats if seat.recusal is None and not seat.sheet.is_signed}
    early = {seat.juror_id for seat in seats if seat.seated_at is None or seat.seated_at == judging.opened_at}
    seated = {seat.juror_id for seat in seats}
    return ClosingState(
        coverage=outcome.coverage_of(judging),
        unfinished=[one for person, one in jury.items() if person in unfinished],
        late=[one for person, one in jury.items() if person in seated - early],
        gone=[one for person, one in jury.items() if one.left_at or one.excluded_at],
        excluded=sum(seat.recusal is not None and seat.recusal.kind == RecusalKind.EXCLUDED for seat in seats),
        unchecked=sum(map(is_unchecked, seats)),
    )


@matter("rounds", title=N_("Rounds"), endpoint="jury.rounds", order=72)
def _lacking_rounds(event: Event, at: datetime) -> Iterator[Lack]:
    """The round that opens next: without it nobody has a project, or the order is not what the final says."""
    rounds = round_queries.rounds_of(event)
    coming = round_queries.next_round(rounds)
    if coming is not None and coming.number > 1:
        yield Lack(N_("The final is planned and not open yet."), before="results")
    elif coming is not None or not rounds:
        yield Lack(N_("The round is not open: no juror has a project yet."), before="scoring")
