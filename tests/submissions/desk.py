"""A team in the middle of its work: what the tests of this room begin with."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.events.models import Event
from hackathon.submissions import actions
from hackathon.submissions.content import Use
from hackathon.submissions.models import Project, ProjectVersion
from tests import factories
from tests.factories import HACKING, at
from tests.project_builders import WRITTEN, own_project

WHOLE = replace(WRITTEN, challenges=("R1",), datasets=(Use("libertad/puntos-criticos", "Para avisar."),))

ME = "/events/libertad/me/project"
CLOSING = datetime(2026, 10, 18, 18, tzinfo=UTC)
TEXTS = {
    "title": "Quebrada",
    "summary": "Una alerta por barrio.",
    "problem": "El aviso llega tarde.",
    "solution": "Un mensaje por punto.",
    "data_story": "Las lluvias tienen una temporada excepcional.",
    "repository_url": "https://example.org/quebrada",
    "licence": "MIT",
}


def version_count() -> int:
    return db.session.scalar(select(func.count(ProjectVersion.id))) or 0


def newest() -> ProjectVersion:
    return db.session.scalars(select(ProjectVersion).order_by(ProjectVersion.id.desc())).first()


@dataclass(frozen=True)
class Desk:
    """Olu's event with challenge R1, and Ada's team with Ben, at work on its project."""

    event: Event
    ada: Person
    ben: Person

    @property
    def project(self) -> Project:
        return own_project(factories.found(self.event.slug), self.ada)

    @property
    def closing(self) -> datetime:
        return factories.found(self.event.slug).window("submission").closes_at

    def save(self, draft: Any = WHOLE, *, by: Person | None = None, instant: datetime = HACKING) -> Any:
        return self._do(actions.save, draft, by=by, instant=instant)

    def submit(self, *, by: Person | None = None, instant: datetime = HACKING) -> Any:
        return self._do(actions.submit, by=by, instant=instant)

    def take_back(self, *, by: Person | None = None, instant: datetime = HACKING) -> Any:
        return self._do(actions.take_back, by=by, instant=instant)

    def withdraw(self) -> Any:
        return self._do(actions.withdraw, by=None, instant=HACKING)

    def _do(self, act: Any, *given: Any, by: Person | None, instant: datetime) -> Any:
        with at(instant), transaction(self.project) as now:
            return act(self.project, *given, by=factories.standing(by or self.ada, self.event), now=now)
