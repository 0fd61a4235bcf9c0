"""Asking about an address as a person does: through the page, with the job run, to the page that says what came of it."""

from typing import Any

from werkzeug.test import TestResponse

from hackathon import jobs
from tests.machinery.application import Visitor


def english(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=en"


def asked(visitor: Visitor, url: str, *, at: str = "/portals/new", **fields: Any) -> str:
    """The page of the inquiry about this address; no worker has begun."""
    answer = visitor.submit(at, url=url, **fields)
    assert (answer.status_code, answer.location.rpartition("/")[0]) == (303, at), answer.text
    return answer.location


def answered(visitor: Visitor, url: str, **fields: Any) -> tuple[str, TestResponse]:
    """The address of that page and how it reads in English once a worker has asked."""
    page = asked(visitor, url, **fields)
    jobs.run_due()
    return page, visitor.get(english(page))
