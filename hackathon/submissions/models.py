"""The project of a team: one object from minute one, its immutable versions, its receipts.

A draft is its team's alone, so its texts are `secret`: the audit log names what changed and never quotes it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.challenges.models import Challenge
from hackathon.database import Base, Instant, one_of, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.portal.models import Dataset, Snapshot
from hackathon.submissions.content import TEXTS, Draft, content_of
from hackathon.submissions.lifecycle import ProjectState
from hackathon.teams.models import Team
from hackathon.text import N_


def web_address(column: str) -> CheckConstraint:
    """The CHECK that holds a column to http(s) addresses: nothing else may ever become a link."""
    return CheckConstraint(
        f"{column} = '' OR {column} LIKE 'http://%' OR {column} LIKE 'https://%'",
        name=f"{column}_web",
        info={"refusal": N_("This is not a web address. It begins with https:// or http://."), "field": column},
    )


class Project(Base):
    """What a team works on and hands in. Its columns are the newest saved version, and no other is ever handed in."""

    __tablename__ = "project"
    __table_args__ = (
        UniqueConstraint("team_id"),
        UniqueConstraint("event_id", "slug"),
        Index("ix_project_listed", "event_id", "state", "slug"),
        one_of("state", ProjectState),
        CheckConstraint(
            "(state = 'submitted') = (submitted_at IS NOT NULL AND submitted_number IS NOT NULL)",
            name="submitted_whole",
        ),
        web_address("repository_url"),
        web_address("demo_url"),
        web_address("video_url"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    team_id: Mapped[int] = public(ForeignKey("team.id"))
    slug: Mapped[str] = public(String(60))
    state: Mapped[str] = public(String(20), default=ProjectState.DRAFT)
    title: Mapped[str] = secret(String(120), default="")
    summary: Mapped[str] = secret(String(300), default="")
    problem: Mapped[str] = secret(Text, default="")
    solution: Mapped[str] = secret(Text, default="")
    data_story: Mapped[str] = secret(Text, default="")
    repository_url: Mapped[str] = secret(String(500), default="")
    repository_ref: Mapped[str] = secret(String(120), default="")  # a commit or a release
    demo_url: Mapped[str] = secret(String(500), default="")
    video_url: Mapped[str] = secret(String(500), default="")
    licence: Mapped[str] = secret(String(40), default="")
    third_parties: Mapped[str] = secret(Text, default="")
    created_at: Mapped[datetime] = public(Instant)
    saved_at: Mapped[datetime] = public(Instant)
    saved_number: Mapped[int] = public(Integer, default=0)  # of the newest ProjectVersion; 0 while there is none
    sha256: Mapped[str] = public(String(64), default="")  # of its content
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

    @property
    def is_submitted(self) -> bool:
        return self.state == ProjectState.SUBMITTED

    @property
    def content(self) -> dict[str, Any]:
        """What it says now, in the shape that versions keep."""
        texts = {name: getattr(self, name) for name in TEXTS}
        challenges = tuple(link.challenge.code for link in self.challenge_links)
        return content_of(
            Draft(**texts, challenges=challenges), used=[{**link.said, "how": link.how} for link in self.dataset_links]
        )


class ProjectVersion(Base):
    """A save that changed something: the whole content as it was, who, when. Never changed."""

    __tablename__ = "project_version"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id"))
    number: Mapped[int] = public(Integer)
    content: Mapped[dict[str, Any]] = secret(JSON)
    sha256: Mapped[str] = public(String(64))
    saved_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="saved_by_id")
    saved_at: Mapped[datetime] = public(Instant)

    saved_by: Mapped[Person] = related()


class ProjectChallenge(Base):
    """A challenge that a project answers."""

    __tablename__ = "project_challenge"
    __table_args__ = (UniqueConstraint("project_id", "challenge_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id", ondelete="CASCADE"))
    challenge_id: Mapped[int] = secret(ForeignKey("challenge.id"), index=True)

    project: Mapped[Project] = related(back_populates="challenge_links")
    challenge: Mapped[Challenge] = related()


class ProjectDataset(Base):
    """A dataset that a project uses: how, and what it said of itself when it was picked."""

    __tablename__ = "project_dataset"
    __table_args__ = (UniqueConstraint("project_id", "dataset_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    project_id: Mapped[int] = public(ForeignKey("project.id", ondelete="CASCADE"))
    dataset_id: Mapped[int] = secret(ForeignKey("dataset.id"), index=True)
    snapshot_id: Mapped[int] = secret(ForeignKey("snapshot.id"))
    how: Mapped[str] = secret(String(500), default="")
    said: Mapped[dict[str, Any]] = secret(JSON)  # the attribution as it was then: portal, dataset, title, publisher, …

    project: Mapped[Project] = related(back_populates="dataset_links")
    dataset: Mapped[Dataset] = related()
    snapshot: Mapped[Snapshot] = related()

    @property
    def ref(self) -> str:
        """The dataset's own address here, which never changes."""
        return f"{self.said['portal']}/{self.said['dataset']}"


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

    @property
    def is_current(self) -> bool:
        """Whether the version it proves is the one that stands handed in."""
        return self.project.is_submitted and self.project.submitted_number == self.version.number
