"""The project of a team: one object from minute one, its immutable versions, its receipts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.challenges.models import Challenge
from hackathon.database import Base, Instant, one_of, personal, public, related
from hackathon.events.models import Event
from hackathon.portal.models import Dataset, Snapshot
from hackathon.submissions.lifecycle import ProjectState
from hackathon.teams.models import Team


class Project(Base):
    """What a team works on and hands in. Its columns are the newest saved version."""

    __tablename__ = "project"
    __table_args__ = (UniqueConstraint("team_id"), UniqueConstraint("event_id", "slug"), one_of("state", ProjectState))

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    team_id: Mapped[int] = public(ForeignKey("team.id"))
    slug: Mapped[str] = public(String(60))
    state: Mapped[str] = public(String(20), default=ProjectState.DRAFT)
    title: Mapped[str] = public(String(120), default="")
    summary: Mapped[str] = public(String(300), default="")
    problem: Mapped[str] = public(Text, default="")
    solution: Mapped[str] = public(Text, default="")
    data_story: Mapped[str] = public(Text, default="")
    repository_url: Mapped[str] = public(String(500), default="")
    demo_url: Mapped[str] = public(String(500), default="")
    video_url: Mapped[str] = public(String(500), default="")
    licence: Mapped[str] = public(String(40), default="")
    third_parties: Mapped[str] = public(Text, default="")
    created_at: Mapped[datetime] = public(Instant)
    saved_at: Mapped[datetime] = public(Instant)
    submitted_at: Mapped[datetime | None] = public(Instant)
    submitted_number: Mapped[int | None] = public(Integer)  # of the ProjectVersion that the jury sees
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()
    team: Mapped[Team] = related()
    challenge_links: Mapped[list["ProjectChallenge"]] = related(
        back_populates="project", order_by="ProjectChallenge.id", cascade="all, delete-orphan"
    )
    dataset_links: Mapped[list["ProjectDataset"]] = related(
        back_populates="project", order_by="ProjectDataset.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class ProjectVersion(Base):
    """A save that changed something: the whole content as it was, who, when. Never changed."""

    __tablename__ = "project_version"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id", ondelete="CASCADE"))
    number: Mapped[int] = public(Integer)
    content: Mapped[dict[str, Any]] = public(JSON)
    sha256: Mapped[str] = public(String(64))
    saved_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="saved_by_id")
    saved_at: Mapped[datetime] = public(Instant)


class ProjectChallenge(Base):
    """A challenge that a project answers."""

    __tablename__ = "project_challenge"
    __table_args__ = (UniqueConstraint("project_id", "challenge_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id", ondelete="CASCADE"))
    challenge_id: Mapped[int] = public(ForeignKey("challenge.id"), index=True)

    project: Mapped[Project] = related(back_populates="challenge_links")
    challenge: Mapped[Challenge] = related()


class ProjectDataset(Base):
    """A dataset that a project uses: how, and what it said of itself when it was picked."""

    __tablename__ = "project_dataset"
    __table_args__ = (UniqueConstraint("project_id", "dataset_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id", ondelete="CASCADE"))
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id"), index=True)
    snapshot_id: Mapped[int] = public(ForeignKey("snapshot.id"))
    how: Mapped[str] = public(String(500), default="")

    project: Mapped[Project] = related(back_populates="dataset_links")
    dataset: Mapped[Dataset] = related()
    snapshot: Mapped[Snapshot] = related()


class Receipt(Base):
    """The proof that a version was handed in: number, the server's instant, the hash. Never changed."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    project_id: Mapped[int] = public(ForeignKey("project.id"), index=True)
    version_id: Mapped[int] = public(ForeignKey("project_version.id"))
    number: Mapped[int] = public(Integer)
    code: Mapped[str] = public(String(20), unique=True)
    given_at: Mapped[datetime] = public(Instant)
    sha256: Mapped[str] = public(String(64))

    project: Mapped[Project] = related()
    version: Mapped[ProjectVersion] = related()
