"""What the public sees of published results, read from the public bundle, and the names of what has a prize.

Nothing here reads a score from a table: what is shown is what was frozen, and what everybody can download.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.jury import contest_files
from hackathon.jury.contest import Judgement
from hackathon.jury.scoring import rounded
from hackathon.permissions import Standing
from hackathon.results import bundle, reading
from hackathon.results.models import Award, CheckKind, Confirmation, Erratum, Publication, RankingBundle
from hackathon.results.publication_queries import errata_of, ticks_of_winner
from hackathon.results.queries import of_event
from hackathon.results.reading import Line


@dataclass(frozen=True)
class PublishedResults:
    """The public content, who published it when, the prizes as they are now, and what was corrected since."""

    publication: Publication
    content: Mapping[str, Any]
    awards: list[Award]
    errata: list[Erratum]
    ticks: Mapping[int, int]  # position of a prize → how much of the one who has it is checked

    @property
    def sha256(self) -> str:
        """The hash of the bundle that everybody can download."""
        return self.publication.bundle.public_sha256

    @property
    def confirmation(self) -> Confirmation | None:
        return self.publication.bundle.confirmation

    @cached_property
    def _disqualified(self) -> dict[str, int]:
        return {one.project.slug: one.number for one in self.errata if one.project is not None}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Pseudonym → slug of who has a prize by now: an erratum may have brought them up."""
        winners = {award.project.slug for award in self.awards if award.project is not None}
        return {drawn: slug for slug, drawn in self.publication.bundle.pseudonyms.items() if slug in winners}

    @cached_property
    def lines(self) -> list[Line]:
        """The order as it stands: whoever was disqualified is last, and the others have moved up."""
        return reading.lines_of(self.content, self._names, self._disqualified)

    @cached_property
    def sureness(self) -> reading.Sureness:
        """How sure the order is, by the calibrated method, whatever method decided."""
        return reading.sureness_of(self.content)

    def bars(self, line: Line, criteria: Mapping[str, str]) -> list[tuple[str, float, int, str]]:
        """(criterion, mean, top of the scale, mean in words) of an entry: what the bars show."""
        part = self.content["rounds"][line.round - 1]
        means = part["by_criterion"].get(line.entry, {})
        return [
            (criteria.get(one["id"], one["id"]), float(means[one["id"]]), one["max"], _short(means[one["id"]]))
            for one in part["contest"]["criteria"]
            if one["id"] in means
        ]

    @property
    def published_at(self) -> datetime:
        return self.publication.published_at

    @property
    def is_provisional(self) -> bool:
        """Whether some winner is yet to be checked."""
        return any(not self.is_checked(award) for award in self.awards if award.project_id is not None)

    def is_checked(self, award: Award) -> bool:
        """Whether everything about the one who has this prize is ticked."""
        return self.ticks[award.position] == len(CheckKind)

    def awards_for(self, slug: str | None) -> list[Award]:
        return [award for award in self.awards if award.project is not None and award.project.slug == slug]

    @property
    def mentions(self) -> list[Mapping[str, Any]]:
        return [one for one in self.content["decisions"] if one["kind"] == "mention"]

    def voided(self, award: Award) -> str:
        """Why the jury declared a prize void; nothing where nobody reached its minimum."""
        said = [one for one in self.content["decisions"] if one["kind"] == "void" and one["prize"] == award.position]
        return str(said[-1]["reason"]) if said else ""

    @property
    def refused(self) -> dict[str, list[tuple[str, int, int]]]:
        """Who did not pass which gates, in the frozen results."""
        return bundle.refused_at(self.content)

    @property
    def scores_csv(self) -> str:
        """Every score of the deciding round."""
        return contest_files.write_scores(
            Judgement(judge, entry, criterion, reading.exact(score))
            for judge, entry, criterion, score in self.content["rounds"][-1]["judgements"]
        )

    @property
    def contest_json(self) -> str:
        """What was fixed before the deciding round: criteria, entries, jurors, method."""
        contest = self.content["rounds"][-1]["contest"]
        return contest_files.write_contest(contest_files.read_contest(json.dumps(contest)))

    @property
    def ranking_json(self) -> str:
        """The ranking of the deciding round, as `flask jury rank` gives it for the two files."""
        return json.dumps(self.content["rounds"][-1]["ranking"], ensure_ascii=False, indent=2) + "\n"


def _short(mean: str) -> str:
    return str(rounded(reading.exact(mean)))


def published_results(event: Event) -> PublishedResults | None:
    """The published results of an event computed here; None before publication, and for recorded editions."""
    with_bundle = joinedload(Publication.bundle).joinedload(RankingBundle.confirmation)
    found = select(Publication).options(with_bundle).where(Publication.event_id == event.id)
    publication = db.session.scalars(found).one_or_none()
    if publication is None or event.results_published_at is None:
        return None
    content = bundle.read(publication.bundle.public_content)
    awards = db.session.execute(of_event(event).add_columns(ticks_of_winner())).all()
    ticks = {award.position: ticked for award, ticked in awards}
    return PublishedResults(publication, content, [award for award, _ in awards], errata_of(event), ticks)


def published_event(viewer: Standing, event: str) -> Event | None:
    """A visible event whose results are out; the files of the proof exist only then."""
    found = visible_event(viewer, event)
    return found if found is not None and found.results_published_at is not None and not found.is_recorded else None
