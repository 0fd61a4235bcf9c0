"""Every route and method, asked by everybody, about what is theirs and what is not, in an open and a closed phase.

What is declared in `declared.txt` is what is answered; what is refused changes nothing; nobody reads what is not for them.
"""

from html import unescape

import pytest

from tests.access import reasons
from tests.access.actors import ACTORS, MEANING
from tests.access.addresses import addresses
from tests.access.canaries import read_in
from tests.access.declared import DECLARED, RELATIONS, SIGN_IN, THEIRS_OR_NOT
from tests.access.sent import KEPT, sent

TRACES = {"access_log", "usage_count"}
ELSEWHERE = [one for one in RELATIONS if one not in THEIRS_OR_NOT]


def cases(lines, *, in_both):
    """Each line in its phases; the closed one in the long round where `in_both` says that it is not to be another."""
    for line in lines:
        for phase in line.phases:
            is_long = phase == line.phases[1] and not in_both(line)
            yield pytest.param(line, phase, id=f"{line.name}-{phase}", marks=[pytest.mark.full] if is_long else [])


CASES = list(cases(DECLARED.values(), in_both=lambda line: line.depends_on_the_phase))
# What is not there, or not of this event, is so at any time.
OTHERS = list(cases([line for line in DECLARED.values() if "<" in line.address], in_both=lambda line: False))


@pytest.mark.parametrize(("line", "phase"), CASES)
def test_everybody_is_answered_as_declared(line, phase, stages):
    wrong = not_as_declared(line, stages(phase), THEIRS_OR_NOT)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("line", "phase"), OTHERS)
def test_what_is_elsewhere_or_missing_is_not_there_for_anybody(line, phase, stages):
    wrong = not_as_declared(line, stages(phase), ELSEWHERE)

    assert not wrong, "\n".join(wrong)


def not_as_declared(line, stage, relations):
    """What was answered otherwise, or did or told what it must not, in words."""
    known = addresses(line, stage)
    cells = [(relation, actor) for relation in relations if relation in known for actor in ACTORS]
    wrong = []
    for relation, actor in cells:
        expected, said = line.expected(actor, relation, stage.phase), what_is_said(stage, line, actor, relation)
        if said != expected:
            who = f"{actor} ({MEANING[actor]}), {relation}, {known[relation]}"
            wrong.append(f"{who}: {expected} is declared, {said} came")
    return wrong


def what_is_said(stage, line, actor, relation):
    """The answer in a word of the table, and whatever else it did or told that it must not."""
    data = sent(line, stage, actor, relation) if line.method == "POST" else None
    answer = stage.ask(actor, line.method, addresses(line, stage)[relation], data)
    changed = stage.watched.changed()
    word = word_for(answer, changed)
    told = [text for text in read_in(answer, actor, stage.phase, stage.canaries) if text not in str(data)]
    return " ".join([word, *complaints(line, word, answer, set() if word == "done" else changed), *told])


def word_for(answer, changed):
    """The class of an answer, in the words of the table."""
    status, location = answer.status_code, answer.headers.get("Location", "")
    if status == 401 or location.startswith("/login?next="):
        return SIGN_IN
    if status in {302, 303}:
        return "done" if changed else "goes-on"
    return "ok" if status == 200 else str(status)


def complaints(line, word, answer, changed):
    """What no answer of this kind may do."""
    traces = TRACES if line.method == "GET" else set()
    if changed - traces:
        yield f"and changed {sorted(changed - traces)}"
    if word == SIGN_IN and line.method == "POST" and KEPT not in answer.text:
        yield "and lost what was typed"
    if word == "403" and not reasons.given_in(unescape(answer.text)):
        yield "without a reason"
