"""Prizes, the frozen ranking, and its publication."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Integer, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, Translated, Words, one_of, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.submissions.models import Project
from hackathon.text import N_


class AwardKind(StrEnum):
    """A place in the order of merit, or a special prize beside it."""

    PLACE = "place"
    SPECIAL = "special"


class GoesTo(StrEnum):
    """Who gets a prize: whoever has a place, is best on a criterion or of a challenge, or whom the jury names."""

    PLACE = "place"
    CRITERION = "criterion"
    CHALLENGE = "challenge"
    NAMED = "named"


class Award(Base):
    """A prize of an event: announced from the call on, given at the publication or declared void."""

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("event_id", "position"),
        UniqueConstraint(
            "event_id", "place", info={"refusal": N_("This place has a prize already."), "field": "place"}
        ),
        one_of("kind", AwardKind),
        CheckConstraint("(kind = 'place') = (place IS NOT NULL)", name="place_has_number"),
        CheckConstraint("minimum BETWEEN 0 AND 100", name="minimum_over_100"),
        CheckConstraint("criterion = '' OR challenge = ''", name="for_one_thing"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int] = public(Integer)
    kind: Mapped[str] = public(String(20), default=AwardKind.PLACE)
    place: Mapped[int | None] = public(Integer)
    name: Mapped[Words] = public(Translated)
    prize: Mapped[Words] = public(Translated)
    amount: Mapped[Decimal | None] = public(Numeric(12, 2))
    criterion: Mapped[str] = public(String(40), default="")  # of a special prize: the best on this criterion
    challenge: Mapped[str] = public(
        String(10), default=""
    )  # or the best of those that answer this challenge (its code)
    minimum: Mapped[int] = public(Integer, default=60)  # points over 100 below which the prize is void
    is_void: Mapped[bool] = public(Boolean, default=False)
    project_id: Mapped[int | None] = secret(ForeignKey("project.id"), index=True)

    event: Mapped[Event] = related()
    project: Mapped[Project | None] = related()

    @property
    def goes_to(self) -> GoesTo:
        """What decides who has it."""
        if self.place is not None:
            return GoesTo.PLACE
        if self.criterion:
            return GoesTo.CRITERION
        return GoesTo.CHALLENGE if self.challenge else GoesTo.NAMED


class RankingBundle(Base):
    """The frozen order of merit: canonical JSON of all it was computed from and of the result, and its hash.

    `public_content` is what everybody gets: the same under `pseudonyms` below the public places.
    """

    __tablename__ = "ranking_bundle"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    number: Mapped[int] = public(Integer)
    method: Mapped[str] = public(String(20))
    content: Mapped[str] = secret(Text)
    sha256: Mapped[str] = public(String(64))
    public_content: Mapped[str] = secret(Text)
    public_sha256: Mapped[str] = public(String(64))
    pseudonyms: Mapped[dict[str, str]] = secret(JSON, default=dict)
    frozen_at: Mapped[datetime] = public(Instant)
    frozen_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="frozen_by_id")

    event: Mapped[Event] = related()
    confirmation: Mapped["Confirmation | None"] = related(uselist=False)
    release: Mapped["Release | None"] = related(back_populates="bundle", uselist=False)


class Confirmation(Base):
    """Another organiser saw the frozen order and confirmed its hash; or `waiver` says why nobody else could."""

    __tablename__ = "results_confirmation"
    __table_args__ = (
        UniqueConstraint("bundle_id", info={"refusal": N_("Somebody confirmed this order a moment ago.")}),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    bundle_id: Mapped[int] = public(ForeignKey("ranking_bundle.id"))
    confirmed_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="confirmed_by_id")
    confirmed_at: Mapped[datetime] = public(Instant)
    waiver: Mapped[str] = public(Text, default="")


class Release(Base):
    """The hour at which a confirmed order becomes public; `held` says why it could not, once that is so."""

    __tablename__ = "results_release"
    __table_args__ = (UniqueConstraint("bundle_id", info={"refusal": N_("An hour is set already: cancel it first.")}),)

    id: Mapped[int] = public(Integer, primary_key=True)
    bundle_id: Mapped[int] = public(ForeignKey("ranking_bundle.id"))
    release_at: Mapped[datetime] = public(Instant, index=True)
    asked_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="asked_by_id")
    held: Mapped[str] = public(Text, default="")

    bundle: Mapped[RankingBundle] = related(back_populates="release")


class Publication(Base):
    """The act that made an edition's results public: one bundle, one person, one instant. Never undone."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("event_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    bundle_id: Mapped[int] = public(ForeignKey("ranking_bundle.id"))
    published_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="published_by_id")
    published_at: Mapped[datetime] = public(Instant)
    note: Mapped[str] = public(Text, default="")

    event: Mapped[Event] = related()
    bundle: Mapped[RankingBundle] = related()


class RecordedResult(Base):
    """A result taken over from a source (an edition before this platform), and said to be so."""

    __tablename__ = "recorded_result"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int] = public(Integer)
    place: Mapped[int] = public(Integer)
    team: Mapped[str] = public(String(80))
    project: Mapped[Words] = public(Translated)
    details: Mapped[list[Any]] = public(JSON, default=list)


class CheckKind(StrEnum):
    """What is looked at before a winner is one for good."""

    IDENTITY = "identity"
    ELIGIBILITY = "eligibility"
    CODE = "code"


class WinnerCheck(Base):
    """An organiser looked at something of a winner, and it is in order."""

    __tablename__ = "winner_check"
    __table_args__ = (
        UniqueConstraint("project_id", "kind", info={"refusal": N_("This is ticked already.")}),
        one_of("kind", CheckKind),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id"))
    kind: Mapped[str] = public(String(20))
    checked_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="checked_by_id")
    checked_at: Mapped[datetime] = public(Instant)

    checked_by: Mapped[Person] = related()


class ErratumKind(StrEnum):
    """A correction of what was said; a winner who failed a check; a round that does not count any more."""

    CORRECTION = "correction"
    DISQUALIFICATION = "disqualification"
    ANNULMENT = "annulment"


class Erratum(Base):
    """A public correction of published results, which themselves never change. `moves` says which prizes changed hands.

    A move is `[position of the prize, slug before, slug after]`, null where nobody has it.
    """

    __tablename__ = "erratum"
    __table_args__ = (UniqueConstraint("event_id", "number"), one_of("kind", ErratumKind))

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    number: Mapped[int] = public(Integer)
    kind: Mapped[str] = public(String(20))
    text: Mapped[Words] = public(Translated)
    project_id: Mapped[int | None] = public(ForeignKey("project.id"))
    moves: Mapped[list[Any]] = public(JSON, default=list)
    issued_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="issued_by_id")
    issued_at: Mapped[datetime] = public(Instant)

    project: Mapped[Project | None] = related()
