"""What lies before the chair of the jury: the order as it stands, how sure it is, what is left for the jury to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hackathon.events.models import Event
from hackathon.jury import outcome
from hackathon.jury.blind import without_names
from hackathon.jury.queries import names_to_hide, projects_to_judge
from hackathon.permissions import Standing
from hackathon.results import deliberation_queries, evidence, reading
from hackathon.results.deliberation_models import Ballot
from hackathon.results.evidence import Order

MOST_DISAGREEMENTS = 8


@dataclass(frozen=True)
class Candidate:
    """A project by its title alone. `key` stands for it in addresses and forms: its slug may be the name of its team."""

    slug: str
    key: str
    title: str


@dataclass(frozen=True)
class Group:
    """Projects whose order the jury may decide, with the vote on them. `holds_up`: a prize waits for it."""

    candidates: Sequence[Candidate]
    is_tied: bool
    holds_up: bool
    ballot: Ballot | None
    voters: int

    @property
    def key(self) -> str:
        return self.candidates[0].key

    @property
    def in_order_of_votes(self) -> list[Candidate]:
        """As the jurors voted, and as they stand where votes are equal."""
        if self.ballot is None or self.ballot.closed_at is None:
            return list(self.candidates)
        counts = self.ballot.counts
        return sorted(self.candidates, key=lambda one: -counts[one.slug])


@dataclass(frozen=True)
class Table:
    """The order with all that tells how sure it is, and the jurors' comments by their letters."""

    order: Order
    lines: Sequence[reading.Line]
    groups: Sequence[Group]
    disagreements: Sequence[reading.Disagreement]
    comments: Mapping[str, Sequence[tuple[str, str]]]

    def group_of(self, key: str) -> Group | None:
        """The group that a project is in."""
        return next((one for one in self.groups if key in {each.key for each in one.candidates}), None)


def candidates_of(event: Event, viewer: Standing) -> dict[str, Candidate]:
    """Slug → the project, without names where the jury judges so."""
    projects = projects_to_judge(event)
    hidden = {} if viewer.is_organiser else names_to_hide(event, {one.team_id for one in projects})
    return {
        one.slug: Candidate(one.slug, str(one.id), without_names(one.title, hidden.get(one.team_id, ())))
        for one in projects
    }


def table_of(event: Event, candidates: Mapping[str, Candidate]) -> Table:
    """What lies before whoever may see the order."""
    order = evidence.order_of_merit(event)
    told = order.told()
    called = reading.letters(told)
    blocking = {entry for group in order.ties_on_prizes() for entry in group}
    ballots, jury = deliberation_queries.ballots_of(event), deliberation_queries.electorate_of(event)
    return Table(
        order=order,
        lines=reading.lines_of(told, {}, {}),
        groups=[
            Group(
                candidates=[candidates[entry] for entry in entries],
                is_tied=len({line.rank for line in order.lines if line.entry in entries}) == 1,
                holds_up=not blocking.isdisjoint(entries),
                ballot=deliberation_queries.newest_among(ballots, entries),
                voters=len(jury.voters_on(entries)),
            )
            for entries in order.open_groups()
        ],
        disagreements=reading.disagreements_of(told)[:MOST_DISAGREEMENTS],
        comments={
            slug: [(called[code], text) for code, text in said if code in called]
            for slug, said in outcome.comments_to_jury(event).items()
        },
    )


@dataclass(frozen=True)
class OpenOrder:
    """A group before the chair, on its own page."""

    event: Event
    has_chair: bool
    group: Group


def open_order(viewer: Standing, event: str, candidate: str) -> OpenOrder | None:
    """The group of a project, for those before whom the order lies; the project alone where its place is not open."""
    led = deliberation_queries.deliberation_led(viewer, event)
    candidates = candidates_of(led.event, viewer) if led is not None else {}
    chosen = next((one for one in candidates.values() if one.key == candidate), None)
    if led is None or chosen is None:
        return None
    alone = Group([chosen], is_tied=False, holds_up=False, ballot=None, voters=0)
    return OpenOrder(led.event, led.has_chair, table_of(led.event, candidates).group_of(candidate) or alone)
