"""Every rule over every role, relation and phase, as a function: whoever is not admitted learns why.

What is declared stands in `rules.txt`. The rules of each room are tested at their edges in its own test_policy.
"""

import re
from pathlib import Path

import pytest

from hackathon.accounts.models import MailedLink
from hackathon.database import db
from hackathon.events.queries import organizations_hosted_by
from hackathon.jury import invitation_queries
from hackathon.jury.round_queries import rounds_of
from hackathon.jury.rubric_models import Rubric
from hackathon.jury.rubric_queries import Replacement, rubric_of
from hackathon.permissions import RULES
from hackathon.portal.queries import dataset_at, portal_at
from hackathon.portal.request_queries import request_at
from hackathon.results.deliberation_models import Ballot
from hackathon.results.deliberation_queries import BallotPaper, Deliberation
from hackathon.results.models import Award, Confirmation, RankingBundle, Release
from hackathon.results.paper_models import Certificate, Minutes
from hackathon.results.publication_queries import Desk
from tests import factories
from tests.access import world
from tests.access.actors import ACTORS, AUDIENCES
from tests.project_builders import own_project

PHASES = {name: getattr(factories, name.upper()) for name in "preparation call registration hacking checking scoring deliberation".split()}  # fmt: skip
PHASES["published"] = factories.DELIBERATION  # the same instant, and the results are out
NAMES = list(PHASES)


def phases_in(words):
    """The phases of `until scoring`, `from call`, `always`, `never` or a list of them."""
    first, *others = words.split()
    if first == "until":
        return NAMES[: NAMES.index(others[0]) + 1]
    if first == "from":
        return NAMES[NAMES.index(others[0]) :]
    return {"always": NAMES, "never": []}.get(first, [first, *others])


def admitted_by(text):
    """{(actor, phase)} of the last column."""
    pairs = (part.split(": ") for part in text.split(" | "))
    return {
        (actor, phase)
        for audience, words in pairs
        for one in audience.split()
        for actor in AUDIENCES[one]
        for phase in phases_in(words)
    }


TABLE = Path(__file__).with_name("rules.txt").read_text(encoding="utf-8").splitlines()
ROWS = [re.split(r" {2,}", row) for row in TABLE if row and not row.startswith("#")]


DELIBERATING = {
    "jury": lambda: Deliberation(world.event(), has_chair=True),
    "jury without chair": lambda: Deliberation(world.event(), has_chair=False),
    "vote": lambda: BallotPaper(world.event(), Ballot(), is_entitled=True, own=None),
    "vote without them": lambda: BallotPaper(world.event(), Ballot(), is_entitled=False, own=None),
}


def thing_named(name, viewer):
    """What a rule is asked about, loaded as its page would load it."""
    kind, _of, owner = name.partition(" of ")
    if owner == "dan" or kind.startswith("juror "):
        invited = invitation_queries.invitation_to(world.event(), world.mail_of(owner or kind.split()[1]))
        return invited if owner else invitation_queries.progress_of(invited)
    if owner:
        return {
            "account": world.who,
            "link": lambda who: MailedLink(person_id=world.who(who).id),
            "request": lambda who: request_at(viewer, world.request_of(who).public_id),
            "team": lambda who: world.as_(who).team,
            "registration": lambda who: world.as_(who).registration,
            "project": lambda who: own_project(world.event(), world.who(who)),
            "seat": world.seat_of,
            "invitation": lambda who: invitation_queries.invitation_to(world.event(), world.mail_of(who)),
        }[kind](owner)
    things = {
        "nothing": lambda: None,
        "own organisations": lambda: organizations_hosted_by(viewer),
        "event": world.event,
        "event not public": lambda: world.event("secreta"),
        "portal": lambda: portal_at(viewer, "libertad"),
        "dataset": lambda: dataset_at(viewer, "libertad", "puntos-criticos"),
        "rubric": lambda: Rubric(event=world.event(), locked_at=None),
        "replacement": lambda: Replacement(Rubric(locked_at=None), None, has_scores=False),
        "replacement in use": lambda: Replacement(Rubric(locked_at=None), None, has_scores=True),
        "issued minutes": lambda: Minutes(event=world.event()),
        "certificate": lambda: Certificate(event=world.event()),
        "round": lambda: rounds_of(world.event())[0],
        "no order": lambda: frozen_by_sol(is_there=False),
        "frozen order": lambda: frozen_by_sol("olu"),
        "frozen order alone": frozen_by_sol,
        "confirmed order": lambda: frozen_by_sol(confirmation=Confirmation()),
        "order with an hour": lambda: frozen_by_sol(release=Release()),
        "winner": lambda: Award(event=world.event(), project_id=1),
        "void prize": lambda: Award(event=world.event()),
        "rubric in use": lambda: rubric_of(world.event()),
    }
    return (DELIBERATING | things)[kind]()


def frozen_by_sol(*others, is_there=True, **more):
    """An order that Sol froze, as the page of who may publish it loads it; `others` organise the event beside Sol."""
    frozen = RankingBundle(frozen_by_id=world.who("sol").id, **more) if is_there else None
    return Desk(world.event(), frozen, frozenset(world.who(name).id for name in others))


@pytest.mark.parametrize(("name", "thing", "declared"), ROWS, ids=[" ".join(row[:2]) for row in ROWS])
def test_the_rule_admits_whom_it_says_when_it_says(name, thing, declared, stages):
    verdicts = {}
    with stages("scoring").app.app_context():
        slug = "secreta" if "not public" in thing else "libertad"
        event = world.event(slug)
        for actor in ACTORS:
            viewer = factories.standing(None if actor == "nobody" else world.who(actor), event)
            about = thing_named(thing, viewer)
            for phase, instant in PHASES.items():
                event.results_published_at = instant if phase == "published" else None
                verdicts[actor, phase] = RULES[name](viewer, about, at=instant)
        db.session.rollback()

    assert {cell for cell, verdict in verdicts.items() if verdict} == admitted_by(declared)
    assert all(verdict.reason for verdict in verdicts.values() if not verdict)


def test_every_rule_has_its_row_and_every_row_its_rule(app):
    assert {row[0] for row in ROWS} == set(RULES)
