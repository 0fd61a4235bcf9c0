"""The stage of the demo: a clock that the story sets, and its people and events, read fresh for every scene.

A scene is one act of somebody at an instant of the past; each goes through the rooms' own actions, rules included.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app

from hackathon.accounts.models import Person
from hackathon.accounts.queries import person_with_email
from hackathon.demo import story
from hackathon.demo.calendar import DemoPhase
from hackathon.events.models import Event
from hackathon.events.queries import event_with_slug
from hackathon.permissions import Standing, standing_of


@dataclass(frozen=True)
class Scene:
    """What happens at an instant. `play` opens its own transactions."""

    at: datetime
    name: str
    play: Callable[[], None]


@dataclass(frozen=True)
class Stage:
    """Where and when the story plays: the start of the 33 hours, now, and the portal's address."""

    phase: DemoPhase
    start: datetime
    now: datetime
    portal_url: str

    @property
    def slug(self) -> str:
        """The address of the demo edition."""
        return str(story.read("event")["event"]["slug"]).format(year=self.start.year)

    def hour(self, hours: float) -> datetime:
        """An instant, counted in hours from the start of the clock."""
        return self.start + timedelta(hours=hours)

    def character(self, key: str) -> story.Character:
        """Somebody of the cast, as written."""
        return next(character for character in story.cast() if character.key == key)

    def person(self, key: str) -> Person:
        """Somebody of the cast with their account, read fresh."""
        found = person_with_email(self.character(key).email)
        assert found is not None, key  # their scene came before
        return found

    def event(self) -> Event:
        """The demo edition, read fresh with its timetable."""
        found = event_with_slug(self.slug)
        assert found is not None  # its scene came before
        return found

    def standing(self, key: str, event: Event | None = None) -> Standing:
        """The part that somebody has in the edition, or on the platform."""
        return standing_of(self.person(key), event)


def play(scenes: Iterable[Scene], until: datetime) -> Iterator[Scene]:
    """Play what lies before `until`, in the order of time; yields each scene when it has happened."""
    for scene in sorted(scenes, key=lambda scene: scene.at):
        if scene.at < until:
            with clock_at(scene.at):
                scene.play()
            yield scene


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let the application believe that it is this instant."""
    before = current_app.config.get("CLOCK")
    current_app.config["CLOCK"] = lambda: moment.astimezone(UTC)
    try:
        yield
    finally:
        current_app.config["CLOCK"] = before
