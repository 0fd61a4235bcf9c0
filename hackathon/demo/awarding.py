"""Scenes of the results: the order of merit frozen after the last signature, its minutes issued, published, certified."""

from collections.abc import Iterator
from functools import partial

from hackathon import clock, jobs
from hackathon.database import transaction
from hackathon.demo import story
from hackathon.demo.stage import Scene, Stage
from hackathon.results import (
    actions,
    certificate_actions,
    deliberation_actions,
    minutes_actions,
    minutes_queries,
    publication_actions,
)
from hackathon.results.certificate_queries import JOB
from hackathon.results.minutes_content import ground_key
from hackathon.results.minutes_paper import printed
from hackathon.results.queries import newest_bundle

_DELIBERATED = 31.7
_FROZEN = 31.8
_CONFIRMED = 32.1
_MINUTES = 32.2
_PUBLISHED = 32.5
_CERTIFIED = 32.7
_LEGAL_BASE = "Bases del concurso, versión 1 (edición ilustrativa)."
_GROUND = "Cumple lo que pide el reto con datos abiertos, explica sus límites y puede mantenerse después del evento."
_NOTE = "Algarrobo Lab no llega al podio, y nadie más pensó en quien lee los datos en una reunión de padres."
_MENTION = (
    "Por una página que una familia puede imprimir y leer: los números de su escuela, y a quién preguntar por ellos."
)
_MENTIONED = "algarrobo-lab"
_SIGNATORIES = [{"name": "Olga Organiza (ficticia)", "office": "Organización de la edición ilustrativa"}]


def scenes(stage: Stage) -> Iterator[Scene]:
    """After scoring has closed."""
    yield Scene(stage.hour(_DELIBERATED), "the jury deliberates", partial(_deliberate, stage))
    yield Scene(stage.hour(_FROZEN), "the order of merit is frozen", partial(_freeze, stage))
    yield Scene(stage.hour(_CONFIRMED), "a second organiser confirms the order", partial(_confirm, stage))
    yield Scene(stage.hour(_MINUTES), "the minutes are issued", partial(_issue_minutes, stage))
    yield Scene(stage.hour(_PUBLISHED), "the results are published", partial(_publish, stage))
    yield Scene(stage.hour(_CERTIFIED), "everybody gets a certificate", partial(_certify, stage))


def _deliberate(stage: Stage) -> None:
    chair = next(juror.person for juror in story.jurors() if juror.is_chair)
    with transaction() as now:
        event, by = stage.event(), stage.standing(chair, stage.event())
        deliberation_actions.say(event, text=_NOTE, by=by, now=now)
        deliberation_actions.mention(event, entry=_MENTIONED, reason=_MENTION, by=by, now=now)


def _freeze(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        actions.freeze(event, note="", by=stage.standing("organiser", event), now=now)


def _confirm(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        frozen = newest_bundle(event)
        assert frozen is not None  # frozen before
        publication_actions.confirm(event, sha256=frozen.sha256, by=stage.standing("staff", event), now=now)


def _publish(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        frozen = newest_bundle(event)
        assert frozen is not None  # frozen before
        publication_actions.publish(event, sha256=frozen.sha256, by=stage.standing("organiser", event), now=now)


def _issue_minutes(stage: Stage) -> None:
    event, by = stage.event(), stage.standing("organiser", stage.event())
    bundle = minutes_queries.order_to_record(event)
    assert bundle is not None  # frozen before
    facts = minutes_queries.facts_of(event, bundle, "es")
    texts = {**minutes_queries.first_texts(event), "legal_base": _LEGAL_BASE}
    texts |= {ground_key(prize.position, entry): _GROUND for prize, entry in facts.winners}
    texts |= {f"exclusion_{entry}": "El equipo retiró su entrega antes del cierre." for entry in facts.excluded}
    with transaction() as now:
        minutes_actions.save_draft(stage.event(), texts=texts, by=by, now=now)
    seal = minutes_actions.seal_for(stage.event(), now=clock.now())
    paper = printed(seal, minutes_actions.minutes_text(stage.event(), seal))
    with transaction() as now:
        minutes_actions.issue(stage.event(), paper, by=by, now=now)


def _certify(stage: Stage) -> None:
    with transaction() as now:
        event, by = stage.event(), stage.standing("organiser", stage.event())
        certificate_actions.name_signatories(event, _SIGNATORIES, by=by, now=now)
        certificate_actions.issue(event, by=by, now=now)
    jobs.run_now(JOB, event.id)
