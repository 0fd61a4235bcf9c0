"""Builders of data requests and of the stewards who answer them, stored in one transaction as those of `factories`."""

from typing import Any

from hackathon.accounts.models import Person
from hackathon.database import transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import request_actions, request_queries
from hackathon.portal.models import DataPortal
from hackathon.portal.request_models import DataRequest, RequestAnswer, Steward
from tests.factories import standing

NEW = "/datasets/requests/new"
SAID = {"title": "Lluvias por hora", "need": "Para avisar a **tiempo**."}


def address(request: DataRequest) -> str:
    """Its page."""
    return f"/datasets/requests/{request.public_id}"


def english(page: str) -> str:
    """The same page in English."""
    return f"{page}{'&' if '?' in page else '?'}lang=en"


def steward(someone: Person, portal: DataPortal, *, unit: str = "Gerencia de Salud") -> Steward:
    """Somebody who answers for this portal."""
    with transaction() as now:
        return request_actions.name_steward(portal, email=someone.email, unit=unit, by=SYSTEM, now=now)


def asked(someone: Person, portal: DataPortal, title: str = "Lluvias por hora", **said: Any) -> DataRequest:
    """A request of somebody's, as its page loads it for them."""
    with transaction() as now:
        made = request_actions.ask(portal, title=title, need="Para avisar.", by=standing(someone), now=now, **said)
    return loaded(made, someone)


def loaded(request: DataRequest, someone: Person | None = None) -> DataRequest:
    """The request as its page loads it for somebody."""
    found = request_queries.request_at(standing(someone), request.public_id)
    assert found is not None
    return found


def supported(request: DataRequest, *people: Person) -> None:
    """These people need the same."""
    for someone in people:
        with transaction() as now:
            request_actions.support(loaded(request, someone), by=standing(someone), now=now)


def answered(request: DataRequest, by: Person, state: str, **said: Any) -> RequestAnswer:
    """An answer of somebody's who may."""
    with transaction() as now:
        return request_actions.answer(loaded(request, by), state=state, **said, by=standing(by), now=now)
