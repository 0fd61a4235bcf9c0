"""Writing the rubric: what it must hold, and what scores that stand already allow."""

import pytest

from hackathon.database import Words, db, transaction
from hackathon.errors import NotAllowed, RuleBroken, Stale
from hackathon.jury import rubric_queries
from hackathon.jury.rubric_actions import copy_rubric, edit_rubric, take_template
from hackathon.jury.rubric_files import (
    CriterionText,
    RubricText,
    rubric_in_words,
    template_keys,
    template_named,
)
from hackathon.jury.rubric_models import CriterionKind
from tests.factories import SCORING
from tests.jury.cast import Contest, set_clock
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]

DEFAULT = template_named("open-data").text.criteria
LEVELS = {level: Words(f"Nivel {level}", f"Level {level}") for level in range(6)}


def gate(name="Legal", **answers):
    said = answers or {"no": "Rompe una ley."}
    anchors = {{"no": 0, "yes": 1}[answer]: Words(words) for answer, words in said.items()}
    return CriterionText(None, Words(name), Words(""), 0, anchors, CriterionKind.GATE)


def line(name, weight, *, key=None, anchors=LEVELS):
    return CriterionText(key, Words(name), Words(""), weight, dict(anchors))


def standing_lines(rubric):
    return list(rubric_in_words(rubric).criteria)


def edit(contest, criteria, *, by=None, **said):
    with transaction() as now:
        text = RubricText(**{"scale": (0, 5), "criteria": criteria} | said)
        edit_rubric(contest.rubric(), text, by=contest.standing(by or contest.olu), now=now)
    return contest.rubric()


@pytest.fixture
def contest():
    return Contest(projects=1, jurors=0, is_open=False)


def test_an_event_begins_with_the_default_rubric(contest):
    rubric = contest.rubric()

    assert rubric.id is not None
    assert [(c.key, c.weight) for c in rubric.criteria] == [(c.key, c.weight) for c in DEFAULT]
    assert sum(criterion.weight for criterion in rubric.criteria) == 100
    assert all(sorted(criterion.anchor_of) == [0, 1, 2, 3, 4, 5] for criterion in rubric.criteria)
    assert rubric.tie_criteria == ["open_data", "public_impact"]


def test_an_event_without_a_stored_rubric_shows_the_default(contest):
    with transaction():
        db.session.execute(db.text("DELETE FROM criterion"))
        db.session.execute(db.text("DELETE FROM rubric"))

    rubric = contest.rubric()

    assert rubric.id is None
    assert [criterion.key for criterion in rubric.criteria] == [criterion.key for criterion in DEFAULT]


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
        ([gate()], (0, 5), "There is no criterion"),
        ([line("Datos", 100), gate(yes="La cumple.")], (0, 5), "“Legal” is a gate: write what a juror must have seen"),
        ([line("Datos", 90), gate()], (0, 5), "The weights sum to 90"),
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
        text, by = RubricText(scale=(0, 5), criteria=[line("Datos", 100)]), contest.standing(contest.olu)
        never_stored = rubric_queries._default_rubric(contest.event)
        db.session.expunge_all()
        never_stored.event = opened.event

        with pytest.raises(Stale):
            edit_rubric(never_stored, text, by=by, now=now)


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


def test_a_gate_weighs_nothing_and_breaks_no_tie(contest):
    rubric = edit(contest, [line("Datos", 100), gate(no="Rompe una ley.", yes="La cumple.")], ties=["legal", "datos"])

    assert [(one.key, one.kind, one.weight) for one in rubric.criteria] == [
        ("datos", "score", 100),
        ("legal", "gate", 0),
    ]
    assert rubric.gates[0].anchor_of == {0: Words("Rompe una ley."), 1: Words("La cumple.")}
    assert rubric.tie_criteria == ["datos"]


def test_only_a_method_that_is_built_can_be_chosen(contest):
    assert edit(contest, [line("Datos", 100)], method="mean").method == "mean"
    with pytest.raises(RuleBroken, match="Choose one of the methods"):
        edit(contest, [line("Datos", 100)], method="lottery")


def test_with_scores_standing_no_criterion_becomes_a_gate(scored):
    lines = standing_lines(scored.rubric())
    lines[0] = CriterionText(lines[0].key, Words("Datos"), Words(""), 0, {0: Words("No.")}, CriterionKind.GATE)
    lines[1] = CriterionText(lines[1].key, lines[1].name, lines[1].help, 50, lines[1].anchors)

    with pytest.raises(RuleBroken, match="no criterion can be added or removed"):
        edit(scored, lines)


# Templates


@pytest.mark.parametrize("key", template_keys())
def test_every_template_can_take_the_place_of_a_rubric(contest, key):
    template = template_named(key)
    with transaction() as now:
        take_template(contest.rubric(), template, by=contest.standing(contest.olu), now=now)

    said = rubric_in_words(contest.rubric())
    assert (said.scale, said.method, said.ties, said.criteria) == (
        template.text.scale, template.text.method, template.text.ties, template.text.criteria,
    )  # fmt: skip
    assert said.name == Words("")


def test_no_template_replaces_a_rubric_that_scored(scored):
    with pytest.raises(NotAllowed, match="no template can replace it"), transaction() as now:
        take_template(scored.rubric(), template_named("devpost"), by=scored.standing(scored.olu), now=now)


# Further rubrics


def test_a_rubric_that_stands_is_copied_for_a_new_round_and_the_copy_can_change(scored):
    scored.sign(scored.jurors[0])
    before = rubric_in_words(scored.rubric())

    with transaction() as now:
        copy_rubric(scored.rubric(), by=scored.standing(scored.olu), now=now)

    first, second = rubric_queries.rubrics_of(scored.event)
    assert (first.number, second.number) == (1, 2)
    assert first.locked_at is not None
    assert second.locked_at is None
    assert rubric_in_words(second) == before == rubric_in_words(first)
    with transaction() as now:
        text = RubricText(scale=(0, 5), criteria=[line("Datos", 100)], name=Words("Final"))
        edit_rubric(rubric_queries.rubric_numbered(scored.event, 2), text, by=scored.standing(scored.olu), now=now)
    assert [rubric.name for rubric in rubric_queries.rubrics_of(scored.event)] == [Words(""), Words("Final")]


def test_only_organisers_copy_a_rubric(contest):
    with pytest.raises(NotAllowed, match="Only the organisers"), transaction() as now:
        copy_rubric(contest.rubric(), by=contest.standing(contest.captains[0]), now=now)
