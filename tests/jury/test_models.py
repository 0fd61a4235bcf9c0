"""What the tables of the rubric refuse by themselves."""

import pytest
from sqlalchemy.exc import IntegrityError

from hackathon.database import Words, db
from hackathon.jury import rubric_queries
from hackathon.jury.rubric_models import Criterion, Rubric
from tests.jury.cast import Contest

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def contest():
    return Contest(projects=1, jurors=0, is_open=False)


def criterion(**changed):
    line = {"key": "legal", "position": 1, "name": Words("Legal"), "help": Words(""), "anchors": []}
    return Criterion(**line | changed)


def keep(contest, number, *criteria):
    rubric = Rubric(event_id=contest.event.id, number=number, name=Words("Final"), criteria=list(criteria))
    db.session.add(rubric)
    db.session.flush()
    return rubric


def test_an_event_has_several_rubrics_in_the_order_of_their_numbers(contest):
    keep(contest, 3)
    keep(contest, 2)

    assert [rubric.number for rubric in rubric_queries.rubrics_of(contest.event)] == [1, 2, 3]
    assert rubric_queries.rubric_numbered(contest.event, 3).name == Words("Final")
    assert rubric_queries.rubric_numbered(contest.event, 4) is None


def test_two_rubrics_of_an_event_never_share_a_number(contest):
    with pytest.raises(IntegrityError):
        keep(contest, 1)


@pytest.mark.parametrize(("kind", "weight"), [("gate", 1), ("score", 0), ("score", 101), ("vote", 10)])
def test_a_gate_weighs_nothing_and_a_criterion_something(contest, kind, weight):
    with pytest.raises(IntegrityError):
        keep(contest, 2, criterion(kind=kind, weight=weight))


def test_gates_are_told_from_what_is_scored(contest):
    rubric = keep(contest, 2, criterion(kind="gate", weight=0), criterion(key="impact", kind="score", weight=100))

    assert [line.key for line in rubric.gates] == ["legal"]
    assert [line.key for line in rubric.scored] == ["impact"]
