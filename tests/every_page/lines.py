"""What a line of the table is: an address, who opens it, in which phase of the demo, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

REGISTRATION, HACKING, SCORING, PUBLISHED = PHASES = ("registration", "hacking", "scoring", "published")

NOBODY = "nobody"  # not signed in
STRANGER = "stranger"  # an account, and nothing else
ALONE = "alone"  # registered, without a team
FOUNDER = "founder"  # of a team that nobody has joined yet
MEMBER, CAPTAIN = "member", "captain"  # of a team that still works while the others hack
SUBMITTER = "submitter"  # the captain of the team that has handed in by then
JUROR, CHAIR, ORGANISER, ADMINISTRATOR = "juror", "chair", "organiser", "administrator"

Act = Callable[[Page], int]


@dataclass(frozen=True)
class Line:
    """One page as somebody sees it. Names in braces are filled by the world; `act` does something there and
    gives the status of what it led to."""

    phase: str
    actor: str
    address: str
    status: int = 200
    act: Act | None = None

    def __str__(self) -> str:
        done = f"-{self.act.__name__}" if self.act else ""
        return f"{self.phase}-{self.actor}-{self.address.replace('/events/{event}', '*')}{done}"


def seen(phase: str, actor: str, *addresses: str) -> list[Line]:
    """Pages that this actor sees in this phase."""
    return [Line(phase, actor, address) for address in addresses]


def refused(phase: str, actor: str, status: int, *addresses: str) -> list[Line]:
    """Pages that say no to this actor, and why."""
    return [Line(phase, actor, address, status) for address in addresses]
