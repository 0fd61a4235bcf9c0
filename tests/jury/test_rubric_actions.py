"""Writing the rubric: what it must hold, and what scores that stand already allow."""

import pytest

from hackathon.database import Words, db, transaction
from hackathon.errors import NotAllowed, RuleBroken, Stale
from hackathon.jury import queries
from hackathon.jury.default_rubric import CRITERIA
from hackathon.jury.rubric_actions import CriterionText, edit_rubric
from tests.factories import SCORING
from tests.jury.cast import Contest, set_clock
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]

LEVELS = {level: Words(f"Nivel {level}", f"Level {level}") for level in range(6)}


def line(name, weight, *, key=None, anchors=LEVELS):
    return CriterionText(key, Words(name), Words(""), weight, dict(anchors))


def standing_lines(rubric):
    return [
        CriterionText(criterion.key, criterion.name, criterion.help, criterion.weight, criterion.anchor_of)
        for criterion in rubric.criteria
    ]


def edit(contest, criteria, *, by=None, scale=(0, 5), ties=()):
    with transaction() as now:
        rubric = contest.rubric()
        edit_rubric(rubric, scale=scale, ties=ties, criteria=criteria, by=contest.standing(by or contest.olu), now=now)
    return contest.rubric()


@pytest.fixture
def contest():
    return Contest(projects=1, jurors=0, is_open=False)


def test_an_event_begins_with_the_default_rubric(contest):
    rubric = contest.rubric()

    assert rubric.id is not None
    assert [(c.key, c.weight) for c in rubric.criteria] == [(c.key, c.weight) for c in CRITERIA]
    assert sum(criterion.weight for criterion in rubric.criteria) == 100
    assert all(sorted(criterion.anchor_of) == [0, 1, 2, 3, 4, 5] for criterion in rubric.criteria)
    assert rubric.tie_criteria == ["open_data", "public_impact"]


def test_an_event_without_a_stored_rubric_shows_the_default(contest):
    with transaction():
        db.session.execute(db.text("DELETE FROM criterion"))
        db.session.execute(db.text("DELETE FROM rubric"))

    rubric = contest.rubric()

    assert rubric.id is None
    assert [criterion.key for criterion in rubric.criteria] == [criterion.key for criterion in CRITERIA]


def test_a_new_rubric_replaces_the_old_one_and_names_its_keys(contest):
    rubric = edit(contest, [line("Uso de datos", 60), line("Uso de datos", 40)], ties=["uso_de_datos", "luck"])

    assert [(c.key, c.position, c.weight) for c in rubric.criteria] == [
        ("uso_de_datos", 1, 60),
        ("uso_de_datos_2", 2, 40),
    ]
    assert rubric.tie_criteria == ["uso_de_datos"]


def test_every_edit_moves_the_version(contest):
    before = contest.rubric().version
    lines = standing_lines(contest.rubric())

    edit(contest, [CriterionText(lines[0].key, Words("Datos"), *list(vars(lines[0]).values())[2:]), *lines[1:]])

    assert contest.rubric().version == before + 1
    assert contest.rubric().criteria[0].name == Words("Datos")


@pytest.mark.parametrize(
    ("criteria", "scale", "reason"),
    [
        ([], (0, 5), "There is no criterion"),
        ([line("Datos", 99)], (0, 5), "The weights sum to 99; they must sum to 100"),
        ([line("Datos", 100)], (0, 7), "Choose one of the scales"),
        ([line("Datos", 100, anchors={0: Words("x")})], (0, 5), "“Datos” says nothing about level 1, 2, 3, 4, 5"),
        ([line("Datos", 100)], (1, 5), "“Datos” describes level 0, which the scale does not have"),
        ([line("Datos", 100)], (0, 20), "“Datos” says nothing about level 20"),
    ],
)
def test_a_rubric_that_cannot_score_is_refused(contest, criteria, scale, reason):
    with pytest.raises(RuleBroken, match=reason):
        edit(contest, criteria, scale=scale)


def test_a_long_scale_needs_words_for_its_ends_only(contest):
    ends = {0: Words("Nada"), 100: Words("Todo")}

    assert edit(contest, [line("Datos", 100, anchors=ends)], scale=(0, 100)).levels == range(101)


def test_only_organisers_edit_it(contest):
    with pytest.raises(NotAllowed, match="Only the organisers"):
        edit(contest, [line("Datos", 100)], by=contest.captains[0])


def test_a_rubric_saved_meanwhile_is_not_overwritten(contest):
    with transaction() as now:
        opened = contest.rubric()
        rest = {"scale": (0, 5), "ties": [], "by": contest.standing(contest.olu), "now": now}
        never_stored = queries._default_rubric(contest.event)
        db.session.expunge_all()
        never_stored.event = opened.event

        with pytest.raises(Stale):
            edit_rubric(never_stored, criteria=[line("Datos", 100)], **rest)


@pytest.fixture
def scored():
    contest = Contest()
    set_clock(SCORING)
    contest.score(contest.jurors[0])
    return contest


def test_with_scores_standing_words_and_weights_can_still_improve(scored):
    lines = standing_lines(scored.rubric())
    better = [CriterionText(lines[0].key, Words("Datos"), Words("Mejor"), 30, LEVELS), *lines[1:]]
    better[1] = CriterionText(lines[1].key, lines[1].name, lines[1].help, 20, lines[1].anchors)

    rubric = edit(scored, better)

    assert [criterion.weight for criterion in rubric.criteria] == [30, 20, 15, 15, 10, 10]
    assert scored.desk(scored.jurors[0]).with_state("complete")


def test_with_scores_standing_neither_scale_nor_criteria_change(scored):
    lines = standing_lines(scored.rubric())
    shorter = [
        CriterionText(one.key, one.name, one.help, one.weight, {n: Words("x") for n in range(1, 6)}) for one in lines
    ]

    with pytest.raises(RuleBroken, match="on the present scale already"):
        edit(scored, shorter, scale=(1, 5))
    with pytest.raises(RuleBroken, match="no criterion can be added or removed"):
        edit(scored, [line("Datos", 100)])


def test_after_the_first_signature_nothing_changes(scored):
    scored.sign(scored.jurors[0])

    with pytest.raises(NotAllowed, match="The first sheet is signed"):
        edit(scored, standing_lines(scored.rubric()))
