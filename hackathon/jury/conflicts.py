"""Who must not judge what, and why: own team, what was named, the same organisation, another challenge. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why somebody gets no seat at a project; the first that holds is told."""

    OWN_TEAM = "own_team"
    DECLARED = "declared"
    MENTOR = "mentor"
    SPONSOR = "sponsor"
    OTHER = "other"
    ORGANISATION = "organisation"
    CHALLENGE = "challenge"


NAMED = (Cause.MENTOR, Cause.SPONSOR, Cause.OTHER)
"""What organisers may name; the juror declares, and the rest is known."""

PUBLIC_MAIL = frozenset(
    "aol.com fastmail.com gmail.com gmx.com gmx.es gmx.net googlemail.com hotmail.com hotmail.es icloud.com live.com "
    "mail.com mail.ru me.com msn.com outlook.com outlook.es outlook.com.pe pm.me proton.me protonmail.com terra.com.pe "
    "tuta.com tutanota.com yahoo.com yahoo.com.pe yahoo.es yandex.com yandex.ru ymail.com zoho.com".split()
)
"""Addresses that anybody can have: sharing one of these says nothing."""


@dataclass(frozen=True)
class Named:
    """A team, or every project of a challenge, that a juror must not judge."""

    cause: Cause
    words: str = ""
    team: int | None = None
    challenge: int | None = None


@dataclass(frozen=True)
class Judging:
    """A juror: address, team if any, what was named, and the only challenges that they judge; none means all."""

    id: str
    email: str = ""
    team: int | None = None
    named: Sequence[Named] = ()
    challenges: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Judged:
    """A project: its team, the addresses of its people, its challenges."""

    id: str
    team: int
    emails: Sequence[str] = ()
    challenges: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Barred:
    """No seat for this juror at this project."""

    juror: str
    project: str
    cause: Cause
    words: str = ""


def barred(jurors: Iterable[Judging], projects: Sequence[Judged]) -> list[Barred]:
    """Every pair that must not meet, once, with the first cause."""
    pairs = ((juror, project) for juror in jurors for project in projects)
    return [found for juror, project in pairs if (found := next(_causes(juror, project), None))]


def _causes(juror: Judging, project: Judged) -> Iterator[Barred]:
    if juror.team == project.team:
        yield Barred(juror.id, project.id, Cause.OWN_TEAM)
    for named in juror.named:
        if named.team == project.team or named.challenge in project.challenges:
            yield Barred(juror.id, project.id, named.cause, named.words)
    for email in project.emails:
        if shared := shared_domain(juror.email, email):
            yield Barred(juror.id, project.id, Cause.ORGANISATION, shared)
    # A project that answers no challenge is everybody's.
    if juror.challenges and project.challenges and juror.challenges.isdisjoint(project.challenges):
        yield Barred(juror.id, project.id, Cause.CHALLENGE)


def shared_domain(one: str, other: str) -> str:
    """The domain that two addresses have in common, faculty and university alike; empty where anybody can have it."""
    domains = [email.rpartition("@")[2].casefold() for email in (one, other)]
    shorter, longer = sorted(domains, key=len)
    if not shorter or shorter in PUBLIC_MAIL or longer in PUBLIC_MAIL or "." not in shorter:
        return ""
    return shorter if longer == shorter or longer.endswith(f".{shorter}") else ""
