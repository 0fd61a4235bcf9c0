"""Scenes of the results: the order of merit frozen after the last signature, and published."""

from collections.abc import Iterator
from functools import partial

from hackathon.database import transaction
from hackathon.demo.stage import Scene, Stage
from hackathon.results import actions
from hackathon.results.queries import newest_bundle

_FROZEN = 31.8
_PUBLISHED = 32.5


def scenes(stage: Stage) -> Iterator[Scene]:
    """After scoring has closed."""
    yield Scene(stage.hour(_FROZEN), "the order of merit is frozen", partial(_freeze, stage))
    yield Scene(stage.hour(_PUBLISHED), "the results are published", partial(_publish, stage))


def _freeze(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        actions.freeze(event, note="", by=stage.standing("organiser", event), now=now)


def _publish(stage: Stage) -> None:
    with transaction() as now:
        event = stage.event()
        frozen = newest_bundle(event)
        assert frozen is not None  # frozen before
        actions.publish(event, sha256=frozen.sha256, by=stage.standing("organiser", event), now=now)
