"""Results of rounds that are judged by different rubrics: frozen, proved, printed and told to teams, each by its own."""

import json

import pytest

from hackathon.database import db
from hackathon.jury import rubric_queries
from hackathon.results import actions, minutes_queries
from hackathon.results.minutes_content import Seal, minutes_content
from hackathon.results.queries import newest_bundle
from hackathon.results.verification import findings
from tests.factories import CALL, DELIBERATION, sign_in
from tests.jury.cast import FULL, set_clock
from tests.jury.test_round_rubrics import OF_THE_FINAL, WORTH, answer, in_the_final
from tests.results import bundles
from tests.results.judged import do, publish

SIGNED = "/events/libertad/manage/jury/signed-sheets.pdf"


@pytest.fixture
def contest(session):
    """The Owls lead the first round; the Foxes win the final, which asks for other criteria."""
    made = in_the_final(foxes=1)
    for juror in made.jurors:
        for slug, pitch in (("owls", 1), ("foxes", 5)):
            answer(made, juror, slug, pitch=pitch, innovation=3)
        made.sign(juror)
    set_clock(CALL)
    do(made, actions.announce_usual_prizes)
    set_clock(DELIBERATION)
    db.session.expire_all()
    return made


def test_the_frozen_text_holds_each_rubric_by_its_hash_and_proves_itself_twice(contest):
    frozen = do(contest, actions.freeze, note="")

    rounds = json.loads(frozen.content)["rounds"]
    rubrics = rubric_queries.rubrics_of(contest.event)
    assert [part["method"]["rubric_sha256"] for part in rounds] == [rubric.sha256 for rubric in rubrics]
    assert [[line["id"] for line in part["contest"]["criteria"]] for part in rounds] == [
        list(FULL),
        ["pitch", "innovation"],
    ]
    for text in (frozen.content, frozen.public_content):
        assert (findings(text.encode()), bundles.independent_faults(text.encode())) == ([], [])
    assert [line["entry"] for line in json.loads(frozen.content)["order"]] == ["foxes", "owls", "team-02"]


def test_minutes_name_the_criteria_of_each_round_in_its_own_words(contest):
    do(contest, actions.freeze, note="")

    facts = minutes_queries.facts_of(contest.event, newest_bundle(contest.event), "es")

    first, final = minutes_content(facts, {}, Seal(1, "AAAA-BBBB-CCCC", "2026-10-18", 1, "0" * 64))["rounds"]
    assert [line["name"] for line in first["criteria"]][2] == "Innovación"
    assert [line["name"] for line in final["criteria"]] == [str(one.name) for one in OF_THE_FINAL.criteria]
    assert final["ties"] == ["Exposición final"]


def test_signed_sheets_are_printed_round_by_round(contest, client):
    answer_ = sign_in(client, contest.olu).get(SIGNED)

    assert answer_.data.startswith(b"%PDF-")


def test_a_team_reads_its_marks_under_the_criteria_of_each_round(contest, client):
    publish(contest, do(contest, actions.freeze, note=""))

    page = sign_in(client, contest.captains[0]).get("/events/libertad/me/results").text

    assert "Exposición final" in page
    assert str(WORTH.name) in page
    assert "Innovación" in page
