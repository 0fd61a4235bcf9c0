"""Editions of a hackathon: the event, its timetable, its rules, who organises it."""

from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Organization, Person
from hackathon.database import Base, Instant, Translated, Words, db, one_of, personal, public, related
from hackathon.events.phases import Phase, phase_at
from hackathon.text import N_


class WindowName(StrEnum):
    """The windows of a timetable: rules ask whether one is open."""

    CALL = "call"
    REGISTRATION = "registration"
    TEAMS = "teams"
    HACKING = "hacking"
    SUBMISSION = "submission"
    CHECKING = "checking"
    SCORING = "scoring"
    VOTING = "voting"


PODIUM = 3


class Event(Base):
    """One edition. It is public from `published_at`; its challenges from `embargo_ends_at`."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("slug", info={"refusal": N_("Another event has this address already."), "field": "slug"}),
        CheckConstraint("starts_at < ends_at", name="in_order"),
        CheckConstraint(
            "1 <= team_min AND team_min <= team_max AND team_max <= 12",
            name="team_sizes",
            info={
                "refusal": N_("A team has at least one member and at most 12, and the most is not below the least."),
                "field": "team_max",
            },
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    slug: Mapped[str] = public(String(60))
    organization_id: Mapped[int] = public(ForeignKey("organization.id"), index=True)
    template: Mapped[str] = public(String(40))
    name: Mapped[Words] = public(Translated)
    summary: Mapped[Words] = public(Translated)
    description: Mapped[Words] = public(Translated)
    place: Mapped[str] = public(String(200), default="")
    city: Mapped[str] = public(String(100), default="")
    timezone: Mapped[str] = public(String(40), default="America/Lima")
    starts_at: Mapped[datetime] = public(Instant)
    ends_at: Mapped[datetime] = public(Instant)
    embargo_ends_at: Mapped[datetime | None] = public(Instant)
    team_min: Mapped[int] = public(Integer, default=3)
    team_max: Mapped[int] = public(Integer, default=5)
    minors_allowed: Mapped[bool] = public(Boolean, default=False)
    blind_judging: Mapped[bool] = public(Boolean, default=False)  # no team's or person's name reaches the jury
    blind_links: Mapped[bool] = public(Boolean, default=False)  # and yet it sees code, demo and video
    second_person: Mapped[bool] = public(Boolean, default=True)
    public_places: Mapped[int | None] = public(Integer, default=PODIUM)  # of the order of merit; None: all of them
    is_recorded: Mapped[bool] = public(Boolean, default=False)
    source: Mapped[Words | None] = public(Translated)
    recorded_figures: Mapped[dict[str, Any]] = public(
        JSON, default=dict
    )  # participants, teams, hours of a recorded edition
    published_at: Mapped[datetime | None] = public(Instant)
    results_published_at: Mapped[datetime | None] = public(Instant)
    created_at: Mapped[datetime] = public(Instant)
    changed_at: Mapped[datetime] = public(Instant)
    version: Mapped[int] = public(Integer)

    organization: Mapped[Organization] = related()
    windows: Mapped[list["Window"]] = related(back_populates="event", order_by="Window.opens_at")

    __mapper_args__ = {"version_id_col": version}

    @property
    def hours(self) -> int:
        """How many hours it lasts, a begun one counted."""
        return ceil((self.ends_at - self.starts_at) / timedelta(hours=1))

    def window(self, name: str) -> "Window | None":
        """The window of this name; events' loaders always bring the timetable along."""
        return next((window for window in self.windows if window.name == name), None)

    def window_open(self, name: str, at: datetime) -> bool:
        """Whether `opens ≤ at < closes` for this window."""
        window = self.window(name)
        return window is not None and window.opens_at <= at < window.closes_at

    def phase(self, at: datetime) -> Phase:
        """The phase that people read, computed from the timetable."""
        return phase_at(
            at,
            {window.name: (window.opens_at, window.closes_at) for window in self.windows},
            results_published_at=self.results_published_at,
            ends_at=self.ends_at,
        )

    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def hides_names(self) -> bool:
        """Whether the jury judges without names now: until the results are published."""
        return self.blind_judging and self.results_published_at is None

    def challenges_are_public(self, at: datetime) -> bool:
        """Whether the embargo on the challenges is over."""
        return self.embargo_ends_at is None or at >= self.embargo_ends_at


class Window(Base):
    """A named stretch of the timetable, `[opens_at, closes_at)`."""

    __tablename__ = "event_window"
    __table_args__ = (
        UniqueConstraint("event_id", "name"),
        one_of("name", WindowName),
        CheckConstraint("opens_at < closes_at", name="in_order"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    name: Mapped[str] = public(String(20))
    opens_at: Mapped[datetime] = public(Instant)
    closes_at: Mapped[datetime] = public(Instant)

    event: Mapped[Event] = related(back_populates="windows")


class TimetableChange(Base):
    """A change of the timetable after publication: public, with its reason. `what` is a window, `event` or `embargo`."""

    __tablename__ = "timetable_change"

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = public(String(20))
    before_opens_at: Mapped[datetime | None] = public(Instant)
    before_closes_at: Mapped[datetime | None] = public(Instant)
    after_opens_at: Mapped[datetime | None] = public(Instant)
    after_closes_at: Mapped[datetime | None] = public(Instant)
    reason: Mapped[Words] = public(Translated)
    author_id: Mapped[int] = personal(ForeignKey("person.id"), person="author_id")
    changed_at: Mapped[datetime] = public(Instant)

    author: Mapped[Person] = related()


class RoleKind(StrEnum):
    """What somebody is in an event. Participants are those who registered."""

    OWNER = "owner"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    JUROR = "juror"
    JURY_CHAIR = "jury_chair"
    MENTOR = "mentor"


class Role(Base):
    """A person's role in one event, or in every event of an organisation."""

    __tablename__ = "role"
    __table_args__ = (
        one_of("kind", RoleKind),
        CheckConstraint("(event_id IS NULL) <> (organization_id IS NULL)", name="one_scope"),
        Index("uq_role_event", "person_id", "event_id", "kind", unique=True, sqlite_where=db.text("event_id IS NOT NULL"), postgresql_where=db.text("event_id IS NOT NULL")),
        Index("uq_role_organization", "person_id", "organization_id", "kind", unique=True, sqlite_where=db.text("organization_id IS NOT NULL"), postgresql_where=db.text("organization_id IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = public(Integer, primary_key=True)
    person_id: Mapped[int] = personal(ForeignKey("person.id"))
    event_id: Mapped[int | None] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[int | None] = public(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = public(String(20))
    given_at: Mapped[datetime] = public(Instant)

    person: Mapped[Person] = related()


class Rules(Base):
    """One version of an event's rules (bases): a draft until published, never changed after; each participant accepts one."""

    __tablename__ = "rules"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int] = public(Integer)
    text: Mapped[Words] = public(Translated)
    sha256: Mapped[str] = public(String(64))
    published_at: Mapped[datetime | None] = public(Instant)
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()

    __mapper_args__ = {"version_id_col": version}


class AgendaKind(StrEnum):
    """Whether an hour of the agenda is an activity, a milestone of the work, or a turning point of the event."""

    ACTIVITY = "activity"
    MILESTONE = "milestone"
    TURNING_POINT = "turning_point"


class AgendaItem(Base):
    """An hour of the agenda: what happens, when, where."""

    __tablename__ = "agenda_item"
    __table_args__ = (one_of("kind", AgendaKind),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = public(String(20), default=AgendaKind.ACTIVITY)
    title: Mapped[Words] = public(Translated)
    starts_at: Mapped[datetime] = public(Instant)
    ends_at: Mapped[datetime | None] = public(Instant)
    place: Mapped[str] = public(String(120), default="")
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()

    __mapper_args__ = {"version_id_col": version}
