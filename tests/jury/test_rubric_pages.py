"""The rubric's editor by its buttons, templates, further rubrics, and what everybody reads."""

import json
from hashlib import sha256

import pytest

from hackathon.database import Words
from hackathon.jury import rubric_queries
from tests.factories import SCORING, sign_in
from tests.jury.cast import Contest, set_clock

RUBRIC = "/events/libertad/manage/rubric"
LEVELS = "\n\n".join(f"{level}: Nivel {level}" for level in range(6))


@pytest.fixture
def contest(session):
    return Contest(jurors=1, is_open=False)


@pytest.fixture
def olu(client, contest):
    return sign_in(client, contest.olu)


class Editor:
    """The page's form, kept from press to press as a browser keeps it."""

    def __init__(self, visitor):
        self.visitor, self.typed = visitor, visitor.form(RUBRIC).filled({})

    def press(self, what, **typed):
        answer = self.visitor.post(RUBRIC, data=self.typed | typed | {"press": what})
        assert answer.status_code == 200
        self.typed = self.visitor.read(answer, RUBRIC).filled({})
        return answer.text

    def save(self, **typed):
        return self.visitor.post(RUBRIC, data=self.typed | typed)

    @property
    def names(self):
        count = sum(name.endswith("-name_es") for name in self.typed)
        return [self.typed[f"criteria-{place}-name_es"] for place in range(count)]


def test_a_button_moves_a_criterion_and_nothing_typed_is_lost(olu, contest):
    editor = Editor(olu)
    before = editor.names

    page = editor.press("up-1", **{"criteria-0-help_es": "Se queda escrito.", "criteria-1-weight": "muchos"})

    assert editor.names == [before[1], before[0], *before[2:]]
    assert (editor.typed["criteria-0-weight"], editor.typed["criteria-1-help_es"]) == ("muchos", "Se queda escrito.")
    assert "Todavía no se guarda nada" in page
    assert contest.rubric().criteria[0].key == "open_data"
    assert editor.save(**{"criteria-0-weight": 25}).location == f"{RUBRIC}"
    assert [one.key for one in contest.rubric().criteria][:2] == ["public_impact", "open_data"]


@pytest.mark.parametrize("what", ["up-0", "down-5", "down-77", "up-x", "up-²", "sideways-1", ""])
def test_a_button_that_leads_nowhere_changes_nothing(olu, contest, what):
    editor = Editor(olu)
    before = editor.names

    editor.press(what or "up")

    assert editor.names == before


def test_a_criterion_is_taken_out_put_back_and_gone_when_saved(olu, contest):
    editor = Editor(olu)

    assert "Quitado: desaparece cuando guarde." in editor.press("remove-5")
    editor.press("restore-5")
    assert editor.typed["criteria-5-anchors_es"].strip().startswith("0: ")
    editor.press("remove-5")
    editor.save(**{"criteria-4-weight": 20})

    assert [one.key for one in contest.rubric().criteria] == [
        "open_data", "public_impact", "innovation", "viability", "prototype",
    ]  # fmt: skip


def test_a_criterion_and_a_gate_are_added_by_buttons(olu, contest):
    editor = Editor(olu)
    editor.press("remove-5")
    editor.press("add-score")
    editor.press("add-gate")

    new = {"criteria-6-name_es": "Equipo", "criteria-6-weight": 10, "criteria-6-anchors_es": LEVELS}
    gate = {"criteria-7-name_es": "Licencia", "criteria-7-no_es": "No tiene."}
    answer = editor.save(**new, **gate)

    assert answer.location == RUBRIC
    assert [(one.key, one.weight) for one in contest.rubric().criteria][-2:] == [("equipo", 10), ("licencia", 0)]
    assert contest.rubric().gates[0].anchor_of == {0: Words("No tiene.")}
    assert 'value="No tiene."' in olu.get(RUBRIC).text


def test_a_gate_without_the_words_of_no_is_refused_and_kept(olu, contest):
    editor = Editor(olu)
    editor.press("add-gate")

    answer = editor.save(**{"criteria-6-name_es": "Licencia", "criteria-6-yes_es": "La tiene."})

    assert answer.status_code == 422
    assert "“Licencia” es una condición: escriba" in answer.text
    assert "La tiene." in answer.text


def test_no_more_criteria_are_added_than_a_juror_can_hold(olu, contest):
    editor = Editor(olu)
    for _ in range(8):
        editor.press("add-score")

    assert len(editor.names) == 12


# Templates


def test_a_template_shows_what_it_would_replace_and_then_replaces_it(olu, contest):
    assert "Al estilo de GovHack" in olu.get(f"{RUBRIC}/1/templates").text
    address = f"{RUBRIC}/1/templates/govhack"
    page = olu.get(address).text

    assert "Impacto público" in page
    assert "Uso de datos del Estado" in page
    answer = olu.submit(address)

    assert answer.location == RUBRIC
    rubric = contest.rubric()
    assert (rubric.scale_low, rubric.scale_high) == (1, 5)
    assert [gate.key for gate in rubric.gates] == ["official_data"]


def test_a_template_is_refused_once_a_juror_has_scored_and_nothing_changes(olu, contest):
    form = olu.form(f"{RUBRIC}/1/templates/devpost").filled({})
    contest.open_round()
    set_clock(SCORING)
    contest.score(contest.jurors[0])

    page = olu.get(f"{RUBRIC}/1/templates/devpost").text
    answer = olu.post(f"{RUBRIC}/1/templates/devpost", data=form)

    assert "ningún modelo puede reemplazarla" in page
    assert answer.status_code in (403, 409)
    assert contest.rubric().criteria[0].key == "open_data"


def test_a_template_does_not_replace_what_somebody_saved_meanwhile(olu, contest):
    form = olu.form(f"{RUBRIC}/1/templates/devpost").filled({})
    olu.submit(RUBRIC, **{"criteria-0-help_es": "Otra ayuda."})

    answer = olu.post(f"{RUBRIC}/1/templates/devpost", data=form)

    assert answer.status_code == 409
    assert str(contest.rubric().criteria[0].help) == "Otra ayuda."


@pytest.mark.parametrize("address", [f"{RUBRIC}/1/templates/none", f"{RUBRIC}/2", "/events/libertad/rubric/2"])
def test_what_does_not_exist_is_not_found(olu, contest, address):
    assert olu.get(address).status_code == 404


# Further rubrics, and what everybody reads


def test_a_rubric_that_stands_offers_its_copy_and_both_are_public(olu, visit, contest):
    contest.open_round()
    set_clock(SCORING)
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    assert "Copiar como rúbrica de una nueva ronda" in olu.get(RUBRIC).text
    copied = olu.post(f"{RUBRIC}/1/copy", data=olu.form(RUBRIC, action=f"{RUBRIC}/1/copy").filled({}))
    assert copied.location == f"{RUBRIC}/2"
    saved = olu.submit(f"{RUBRIC}/2", name_es="La final", **{"criteria-0-help_es": "Solo en la final."})

    assert saved.location == f"{RUBRIC}/2"
    assert rubric_queries.rubric_numbered(contest.event, 2).name == Words("La final")
    page = visit().get("/events/libertad/rubric/2").text
    assert "La final" in page
    assert "Solo en la final." in page
    assert "Solo en la final." not in visit().get("/events/libertad/rubric").text


def test_the_file_of_a_rubric_has_the_fingerprint_that_its_page_shows(visit, contest):
    contest.open_round()
    set_clock(SCORING)
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    file = visit().get("/events/libertad/rubric/1.json")

    assert sha256(file.data).hexdigest() in visit().get("/events/libertad/rubric").text
    assert [line["weight"] for line in json.loads(file.data)["criteria"]] == [25, 25, 15, 15, 10, 10]


def test_the_method_is_said_in_plain_words(olu, visit, contest):
    assert 'value="mean"' in olu.get(RUBRIC).text
    said = "El resultado de un proyecto es el promedio de sus fichas firmadas."
    assert said in visit().get("/events/libertad/rubric").text


def test_a_team_reads_in_its_panel_what_it_is_judged_by(client, contest):
    page = sign_in(client, contest.captains[0]).get("/events/libertad/me").text

    assert "Con qué se evalúa su proyecto" in page
    assert "Uso de datos abiertos" in page
