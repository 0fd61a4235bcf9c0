"""Scenes between those who need data and those who publish them: requests, questions, a fault, and their answers."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from hackathon import clock
from hackathon.database import transaction
from hackathon.demo import participants, queries, story
from hackathon.demo.stage import Scene, Stage
from hackathon.portal import request_actions

_MINUTE = 1 / 60


def scenes(stage: Stage) -> Iterator[Scene]:
    """Everything that is asked of the illustrative portal, and what its steward says."""
    said = story.read("requests")
    yield Scene(
        stage.hour(said["named"] - 1), "the steward opens an account", partial(participants.sign_up, said["steward"])
    )
    yield Scene(stage.hour(said["named"]), "the steward is named", partial(_name_steward, stage))
    for request in said["request"]:
        title = request["title"]
        yield Scene(stage.hour(request["hour"]), f"asked: {title}", partial(_ask, stage, request))
        for order, key in enumerate(request["supporters"], start=1):
            hour = request["hour"] + order * 17 * _MINUTE
            yield Scene(stage.hour(hour), f"{key} supports: {title}", partial(_support, stage, key, title))
        for answer in request["answers"]:
            yield Scene(stage.hour(answer["hour"]), f"answered: {title}", partial(_answer, stage, title, answer))


def _name_steward(stage: Stage) -> None:
    said = story.read("requests")
    with transaction() as now:
        email = stage.character(said["steward"]).email
        by = stage.standing("admin")
        request_actions.name_steward(
            queries.portal_at(stage.portal_url), email=email, unit=said["unit"], by=by, now=now
        )


def _ask(stage: Stage, said: dict[str, Any]) -> None:
    with transaction() as now:
        dataset = queries.dataset_named(said["dataset"], stage.portal_url) if "dataset" in said else None
        request_actions.ask(
            queries.portal_at(stage.portal_url),
            title=said["title"],
            need=said["need"],
            dataset=dataset,
            is_fault=said.get("is_fault", False),
            challenge_ref=f"{stage.slug}/{said['challenge']}" if "challenge" in said else "",
            by=stage.standing(said["by"]),
            now=now,
        )


def _support(stage: Stage, key: str, title: str) -> None:
    with transaction() as now:
        request_actions.support(queries.request_titled(title), by=stage.standing(key), now=now)


def _answer(stage: Stage, title: str, said: dict[str, Any]) -> None:
    with transaction() as now:
        promised = clock.now().date() + timedelta(days=said["days"]) if "days" in said else None
        request_actions.answer(
            queries.request_titled(title),
            state=said["state"],
            answer=said["text"],
            responsible_unit=said.get("unit", ""),
            promised_on=promised,
            by=stage.standing(story.read("requests")["steward"]),
            now=now,
        )
