"""Scenes of those who take part: accounts, registrations, teams, and their projects from the first title to the receipt."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from hackathon.accounts import actions as accounts
from hackathon.accounts.models import ConsentPurpose
from hackathon.database import transaction
from hackathon.demo import queries, story
from hackathon.demo.stage import Scene, Stage
from hackathon.events.queries import current_rules
from hackathon.permissions import Standing
from hackathon.registration import actions as registration
from hackathon.submissions import actions as submissions
from hackathon.submissions.content import Draft, Use
from hackathon.submissions.models import Project
from hackathon.submissions.queries import own_project
from hackathon.teams import actions as teams
from hackathon.teams.queries import team_of

_MINUTE = 1 / 60
_WITHOUT_TEAM_SINCE = -402.0


def scenes(stage: Stage) -> Iterator[Scene]:
    """Everything that participants do; accounts of the crew and of the jury are opened elsewhere."""
    for team in story.teams():
        for order, key in enumerate(team.members):
            hour = team.founded - 6 + order * 1.7
            yield from _joining_the_event(stage, key, hour)
        yield Scene(stage.hour(team.founded), f"{team.name} is founded", partial(_found, stage, team))
        for order, key in enumerate(team.members[1:], start=1):
            hour = team.founded + order * 2.3
            yield Scene(stage.hour(hour), f"{key} joins {team.name}", partial(_join, stage, team, key))
        yield from _working(stage, team)
    for order, key in enumerate(story.read("teams")["without_team"]):
        yield from _joining_the_event(stage, key, _WITHOUT_TEAM_SINCE + order * 31)


def _joining_the_event(stage: Stage, key: str, hour: float) -> Iterator[Scene]:
    yield Scene(stage.hour(hour), f"{key} opens an account", partial(sign_up, key))
    yield Scene(stage.hour(hour + 4 * _MINUTE), f"{key} registers", partial(_register, stage, key))


def _working(stage: Stage, team: story.TeamStory) -> Iterator[Scene]:
    for order, save in enumerate(team.saves):
        writer = team.members[order % len(team.members)]
        yield Scene(stage.hour(save.hour), f"{team.name} saves", partial(_save, stage, writer, save.fields))
    captain = team.members[0]
    yield Scene(stage.hour(team.submits), f"{team.name} hands in", partial(_submit, stage, captain))


def sign_up(key: str) -> None:
    """Open somebody's account with the password that all of the cast share."""
    character = next(one for one in story.cast() if one.key == key)
    with transaction() as now:
        accounts.sign_up(
            name=character.name,
            email=character.email,
            password=story.password(),
            password_hash=story.password_hash(),
            language="es",
            is_confirmed=True,
            now=now,
        )


def _register(stage: Stage, key: str) -> None:
    with transaction() as now:
        event = stage.event()
        rules = current_rules(event)
        assert rules is not None  # published with the event
        agreed = registration.Agreed(
            rules_number=rules.number, declares=True, consents=True, optional=[ConsentPurpose.AUTHORSHIP]
        )
        registration.register(event, agreed, by=stage.standing(key, event), now=now)


def _found(stage: Stage, team: story.TeamStory) -> None:
    with transaction() as now:
        event = stage.event()
        by = stage.standing(team.members[0], event)
        founded = teams.found(event, name=team.name, by=by, now=now)
        founded.is_fictional = True
        submissions.open_project(founded, by=by, now=now)


def _join(stage: Stage, team: story.TeamStory, key: str) -> None:
    with transaction() as now:
        event = stage.event()
        found = team_of(stage.person(team.members[0]), event)
        assert found is not None  # founded before
        teams.join(found, by=stage.standing(key, event), now=now)


def _save(stage: Stage, key: str, fields: Any) -> None:
    with transaction() as now:
        by = stage.standing(key, stage.event())
        submissions.save(_project_of(by), _draft(stage, fields), by=by, now=now)


def _submit(stage: Stage, key: str) -> None:
    with transaction() as now:
        by = stage.standing(key, stage.event())
        submissions.submit(_project_of(by), by=by, now=now)


def _project_of(member: Standing) -> Project:
    found = own_project(member, member.event.slug)
    assert found is not None  # opened with the team
    return found


def _draft(stage: Stage, fields: Any) -> Draft:
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    uses = tuple(Use(_address(stage, name), how) for name, how in fields["datasets"])
    return Draft(**texts, challenges=tuple(fields["challenges"]), datasets=uses)


def _address(stage: Stage, name: str) -> str:
    dataset = queries.dataset_named(name, stage.portal_url)
    return f"{dataset.portal.slug}/{dataset.slug}"
