"""Scenes of the jury: invited, accepted, scoring while the teams pitch, signing."""

from collections.abc import Iterator
from functools import partial

from hackathon.database import transaction
from hackathon.demo import story
from hackathon.demo.participants import sign_up
from hackathon.demo.stage import Scene, Stage
from hackathon.jury import actions, invitation_actions, queries, round_actions
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.invitation_queries import invitation_to
from hackathon.jury.queries import desk_in
from hackathon.jury.rubric_queries import rubric_of

_MINUTE = 1 / 60
_PITCHES = 30.0  # hours from the start; each takes eight minutes
_PITCH = 8 * _MINUTE
_ROUND_OPENS = 29.4
_LAST_SHEETS = 30.9
_DRAFT_HAS = 4  # criteria


def scenes(stage: Stage) -> Iterator[Scene]:
    """From the invitation to the last signature."""
    yield Scene(stage.hour(-620), "the jury is invited", partial(_invite, stage))
    for order, juror in enumerate(story.jurors()):
        hour = -610 + 21 * order
        yield Scene(stage.hour(hour), f"{juror.person} opens an account", partial(sign_up, juror.person))
        yield Scene(stage.hour(hour + 0.1), f"{juror.person} accepts", partial(_accept, stage, juror.person))
    yield Scene(stage.hour(-480.5), "the chair is named", partial(_name_chair, stage))
    yield Scene(stage.hour(_ROUND_OPENS), "the round opens", partial(_open_round, stage))
    for order, juror in enumerate(story.jurors()):
        yield from _scoring(stage, juror, order * _MINUTE)


def _scoring(stage: Stage, juror: story.JurorStory, delay: float) -> Iterator[Scene]:
    """Some sheets signed between the pitches and one begun; the rest after the last pitch."""
    pitched = [team.name for team in story.teams()]
    early, late = pitched[: juror.signed_by_scoring], pitched[juror.signed_by_scoring :]
    hour = _PITCHES + delay
    for team in early:
        hour += _PITCH
        yield Scene(stage.hour(hour), f"{juror.person} scores {team}", partial(_save, stage, juror, team))
    if early:
        yield Scene(stage.hour(hour + _MINUTE), f"{juror.person} signs", partial(_sign, stage, juror))
    begun = partial(_save, stage, juror, late[0], _DRAFT_HAS)
    yield Scene(stage.hour(hour + 2 * _MINUTE), f"{juror.person} begins a sheet", begun)
    for order, team in enumerate(late):
        hour = _LAST_SHEETS + delay / 6 + order * 3 * _MINUTE
        yield Scene(stage.hour(hour), f"{juror.person} scores {team}", partial(_save, stage, juror, team))
    yield Scene(stage.hour(31.2 + delay / 6), f"{juror.person} signs", partial(_sign, stage, juror))


def _invite(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        people = [stage.character(juror.person) for juror in story.jurors()]
        pairs = [(person.name, person.email) for person in people]
        invitation_actions.invite(event, pairs, by=stage.standing("organiser", event), now=now)


def _accept(stage: Stage, key: str) -> None:
    with transaction() as now:
        event = stage.event()
        invitation = _invitation(stage, key)
        by = stage.standing(key, event)
        invitation_actions.accept(invitation, conflicts=[], cause="", language="es", by=by, now=now)


def _name_chair(stage: Stage) -> None:
    chair = next(juror.person for juror in story.jurors() if juror.is_chair)
    with transaction() as now:
        by = stage.standing("organiser", stage.event())
        invitation_actions.name_chair(_invitation(stage, chair), by=by, now=now)


def _invitation(stage: Stage, key: str) -> JurorInvitation:
    found = invitation_to(stage.event(), stage.character(key).email)
    assert found is not None  # all were invited at once
    return found


def _open_round(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        round_actions.open_round(event, by=stage.standing("organiser", event), now=now)


def _save(stage: Stage, juror: story.JurorStory, team: str, given: int | None = None) -> None:
    figures, comment = juror.sheets[team]
    with transaction() as now:
        event = stage.event()
        by = stage.standing(juror.person, event)
        seat = next(seat for seat in desk_in(event, by.person).seats if seat.assignment.project.team.name == team)
        keys = [criterion.key for criterion in rubric_of(event).criteria]
        scores = dict(zip(keys[:given], figures, strict=False))
        own = queries.my_assignment(by, event.slug, seat.assignment.public_id)
        assert own is not None  # their own seat
        actions.save_sheet(own, scores=scores, comment="" if given else comment, by=by, now=now)


def _sign(stage: Stage, juror: story.JurorStory) -> None:
    with transaction() as now:
        event = stage.event()
        by = stage.standing(juror.person, event)
        actions.sign(desk_in(event, by.person), by=by, now=now)
