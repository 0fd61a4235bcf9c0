"""The rubric as a form: scale, method, criteria and gates line by line, their levels as lines of text, the tie chain."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form, FormField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from hackathon.database import Words
from hackathon.field_lists import FieldList
from hackathon.forms import BaseForm
from hackathon.jury.ranking import METHODS
from hackathon.jury.rubric_files import CriterionText, RubricText
from hackathon.jury.rubric_lines import MOST_CRITERIA, arranged
from hackathon.jury.rubric_models import NO, YES, Criterion, CriterionKind, Rubric
from hackathon.jury.scoring import SCALES
from hackathon.text import trimmed

METHOD_NAMES = {
    "mean": _l("Mean of the signed sheets"),
    "calibrated": _l("Calibrated: strictness and unusual scores are taken into account"),
    "least_squares": _l("Least squares: strictness is taken out"),
}


def _parse(text: str) -> dict[int, str]:
    """`0: Nothing works.` and so on, one level a line; raises ValidationError for a line that is none."""
    words: dict[int, str] = {}
    for line in (text or "").splitlines():
        if not line.strip():
            continue
        level, colon, said = line.partition(":")
        if not colon or not level.strip().isdigit() or len(level.strip()) > 3 or not said.strip():
            raise ValidationError(
                _("Each line is a level, a colon and words. This one is not: %(line)s", line=line[:80])
            )
        if int(level) in words:
            raise ValidationError(_("Level %(level)s is described twice.", level=int(level)))
        words[int(level)] = said.strip()
    return words


def _levels(form: Any, field: Any) -> None:
    _parse(field.data)


class Asked:
    """Marks a field that is not said to be optional, though a blank line of the form leaves it so."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing to check here: the line decides."""


class CriterionLine(Form):
    """One criterion or gate. A line that is `gone`, or has no Spanish name, is none: that is how one is removed."""

    key = HiddenField()
    kind = HiddenField(default=CriterionKind.SCORE)
    gone = HiddenField()
    name_es = StringField(_l("Name in Spanish"), [Asked(), Length(max=80)], filters=[trimmed])
    name_en = StringField(_l("Name in English"), [Length(max=80)], filters=[trimmed])
    help_es = StringField(_l("What it asks, in Spanish"), [Length(max=300)], filters=[trimmed])
    help_en = StringField(_l("What it asks, in English"), [Length(max=300)], filters=[trimmed])
    weight = IntegerField(
        _l("Weight in percent"),
        [Asked(), Optional(), NumberRange(1, 100, _l("A weight is a whole number from 1 to 100."))],
    )
    anchors_es = TextAreaField(_l("Levels in Spanish"), [Asked(), Length(max=4_000), _levels], filters=[trimmed])
    anchors_en = TextAreaField(_l("Levels in English"), [Length(max=4_000), _levels], filters=[trimmed])
    no_es = StringField(_l("What no means, in Spanish"), [Asked(), Length(max=300)], filters=[trimmed])
    no_en = StringField(_l("What no means, in English"), [Length(max=300)], filters=[trimmed])
    yes_es = StringField(_l("What yes means, in Spanish"), [Length(max=300)], filters=[trimmed])
    yes_en = StringField(_l("What yes means, in English"), [Length(max=300)], filters=[trimmed])

    @property
    def is_gate(self) -> bool:
        return bool(self.kind.data == CriterionKind.GATE)

    @property
    def stands(self) -> bool:
        """Whether this line is a criterion of the rubric that is saved."""
        return bool(self.name_es.data and not self.gone.data)

    def validate(self, extra_validators: Any = None) -> bool:
        if self.gone.data:
            return True
        valid: bool = super().validate(extra_validators)
        if self.name_es.data and not self.is_gate and self.weight.data is None and not self.weight.errors:
            self.weight.errors = [_("Give this criterion a weight.")]
            return False
        return valid

    def text(self) -> CriterionText:
        return CriterionText(
            key=self.key.data or None,
            kind=CriterionKind.GATE if self.is_gate else CriterionKind.SCORE,
            name=Words(self.name_es.data, self.name_en.data or ""),
            help=Words(self.help_es.data or "", self.help_en.data or ""),
            weight=0 if self.is_gate else self.weight.data,
            anchors=self._answers() if self.is_gate else self._anchors(),
        )

    def _anchors(self) -> dict[int, Words]:
        spanish, english = _parse(self.anchors_es.data), _parse(self.anchors_en.data)
        return {level: Words(words, english.get(level, "")) for level, words in spanish.items()}

    def _answers(self) -> dict[int, Words]:
        said = {NO: (self.no_es.data, self.no_en.data), YES: (self.yes_es.data, self.yes_en.data)}
        return {answer: Words(spanish, english or "") for answer, (spanish, english) in said.items() if spanish}


@dataclass(frozen=True)
class _Text:
    """What the page that shows a conflict needs of a field."""

    label: Any
    data: str
    choices: tuple[()] = ()


class RubricForm(BaseForm):
    """The whole rubric on one page. `is_pressed`: a button only moved, added or took out a line; nothing is saved."""

    name_es = StringField(_l("Name of the rubric in Spanish"), [Length(max=80)], filters=[trimmed])
    name_en = StringField(_l("Name of the rubric in English"), [Length(max=80)], filters=[trimmed])
    scale = SelectField(_l("Scale"), choices=[SelectChoice(f"{low}-{high}", f"{low}–{high}") for low, high in SCALES])
    method = SelectField(
        _l("How the order is computed"),
        choices=[SelectChoice(method, METHOD_NAMES[method]) for method in METHODS],
        description=_l(
            "Take the mean when every juror scores every project. It is printed in the rules, and stands with the rubric."
        ),
    )
    tie_first = SelectField(_l("Ties are broken by"))
    tie_second = SelectField(_l("and then by"))
    criteria = FieldList(FormField(CriterionLine), label=_l("Criteria"), max_entries=MOST_CRITERIA)

    def __init__(self, rubric: Rubric) -> None:
        pressed = request.form.get("press", "")
        sent = {"formdata": MultiDict(arranged(request.form.items(multi=True), pressed))} if pressed else {}
        super().__init__(data=_stored(rubric), **sent)
        self.is_pressed = bool(pressed)
        self.subject = rubric  # not `obj`: its columns are not this form's fields
        named = [SelectChoice(criterion.key, str(criterion.name)) for criterion in rubric.scored]
        self.tie_first.choices = self.tie_second.choices = [SelectChoice("", _("no criterion")), *named]

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        return not self.is_pressed and super().validate_on_submit(extra_validators)

    def text(self) -> RubricText:
        low, _dash, high = self.scale.data.partition("-")
        ties = [key for key in (self.tie_first.data, self.tie_second.data) if key]
        return RubricText(
            name=Words(self.name_es.data or "", self.name_en.data or ""),
            scale=(int(low), int(high)),
            method=self.method.data,
            ties=tuple(dict.fromkeys(ties)),
            criteria=tuple(line.form.text() for line in self.criteria if line.form.stands),
        )

    @property
    def conflicts(self) -> list[tuple[Any, Any]]:
        if not self.is_stale:
            return []
        stored = [_in_lines(_as_typed(criterion)) for criterion in self.subject.criteria]
        typed = [_in_lines(line.form.data) for line in self.criteria if line.form.stands]
        length = max(len(stored), len(typed))
        pairs = zip(stored + [""] * (length - len(stored)), typed + [""] * (length - len(typed)), strict=True)
        return [
            (_Text(_Text(_("Criterion %(number)s", number=n), ""), now), before)
            for n, (before, now) in enumerate(pairs, start=1)
            if before != now
        ]


def _stored(rubric: Rubric) -> dict[str, Any]:
    ties = [*rubric.tie_criteria, "", ""]
    return {
        "version": rubric.version,
        "name_es": rubric.name.es,
        "name_en": rubric.name.en,
        "scale": f"{rubric.scale_low}-{rubric.scale_high}",
        "method": rubric.method,
        "tie_first": ties[0],
        "tie_second": ties[1],
        "criteria": [_as_typed(criterion) for criterion in rubric.criteria],
    }


def _as_typed(criterion: Criterion) -> dict[str, Any]:
    words = criterion.anchor_of
    answers = {
        f"{answer}_{code}": getattr(words[value], code)
        for answer, value in (("no", NO), ("yes", YES))
        if criterion.is_gate and value in words
        for code in ("es", "en")
    }
    scored = {} if criterion.is_gate else words
    return {
        "key": criterion.key,
        "kind": criterion.kind,
        "name_es": criterion.name.es,
        "name_en": criterion.name.en,
        "help_es": criterion.help.es,
        "help_en": criterion.help.en,
        "weight": None if criterion.is_gate else criterion.weight,
        "anchors_es": "\n".join(f"{level}: {words.es}" for level, words in scored.items()),
        "anchors_en": "\n".join(f"{level}: {words.en}" for level, words in scored.items() if words.en),
        **answers,
    }


def _in_lines(line: dict[str, Any]) -> str:
    unsaid = ("key", "kind", "gone")
    return "\n".join(str(value) for key, value in line.items() if key not in unsaid and value not in (None, ""))
