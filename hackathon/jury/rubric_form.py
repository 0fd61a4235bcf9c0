"""The rubric as a form: a scale, the criteria line by line, their levels as lines of text, the tie chain."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from hackathon.database import Words
from hackathon.field_lists import FieldList
from hackathon.forms import BaseForm
from hackathon.jury.rubric_actions import CriterionText
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.jury.scoring import SCALES
from hackathon.text import trimmed

FREE_LINES = 2
MOST_CRITERIA = 12


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
    """One criterion. A line without a Spanish name is no criterion: that is how one is removed."""

    key = HiddenField()
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

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if self.name_es.data and self.weight.data is None and not self.weight.errors:
            self.weight.errors = [_("Give this criterion a weight.")]
            return False
        return valid

    def text(self) -> CriterionText:
        spanish, english = _parse(self.anchors_es.data), _parse(self.anchors_en.data)
        return CriterionText(
            key=self.key.data or None,
            name=Words(self.name_es.data, self.name_en.data or ""),
            help=Words(self.help_es.data or "", self.help_en.data or ""),
            weight=self.weight.data,
            anchors={level: Words(words, english.get(level, "")) for level, words in spanish.items()},
        )


@dataclass(frozen=True)
class _Text:
    """What the page that shows a conflict needs of a field."""

    label: Any
    data: str
    choices: tuple[()] = ()


class RubricForm(BaseForm):
    """The whole rubric on one page."""

    scale = SelectField(_l("Scale"), choices=[SelectChoice(f"{low}-{high}", f"{low}–{high}") for low, high in SCALES])
    tie_first = SelectField(_l("Ties are broken by"))
    tie_second = SelectField(_l("and then by"))
    criteria = FieldList(FormField(CriterionLine), label=_l("Criteria"), max_entries=MOST_CRITERIA)

    def __init__(self, rubric: Rubric) -> None:
        ties = [*rubric.tie_criteria, "", ""]
        super().__init__(
            data={
                "version": rubric.version,
                "scale": f"{rubric.scale_low}-{rubric.scale_high}",
                "tie_first": ties[0],
                "tie_second": ties[1],
                "criteria": [_as_typed(criterion) for criterion in rubric.criteria] + [{}] * FREE_LINES,
            },
        )
        self.subject = rubric  # not `obj`: its columns are not this form's fields
        named = [SelectChoice(criterion.key, str(criterion.name)) for criterion in rubric.criteria]
        self.tie_first.choices = self.tie_second.choices = [SelectChoice("", _("no criterion")), *named]

    def changes(self) -> dict[str, Any]:
        low, _dash, high = self.scale.data.partition("-")
        ties = [key for key in (self.tie_first.data, self.tie_second.data) if key]
        return {
            "scale": (int(low), int(high)),
            "ties": list(dict.fromkeys(ties)),
            "criteria": [line.form.text() for line in self.criteria if line.form.name_es.data],
        }

    @property
    def conflicts(self) -> list[tuple[Any, Any]]:
        if not self.is_stale:
            return []
        stored = [_in_lines(_as_typed(criterion)) for criterion in self.subject.criteria]
        typed = [_in_lines(line.form.data) for line in self.criteria if line.form.name_es.data]
        length = max(len(stored), len(typed))
        pairs = zip(stored + [""] * (length - len(stored)), typed + [""] * (length - len(typed)), strict=True)
        return [
            (_Text(_Text(_("Criterion %(number)s", number=n), ""), now), before)
            for n, (before, now) in enumerate(pairs, start=1)
            if before != now
        ]


def _as_typed(criterion: Criterion) -> dict[str, Any]:
    return {
        "key": criterion.key,
        "name_es": criterion.name.es,
        "name_en": criterion.name.en,
        "help_es": criterion.help.es,
        "help_en": criterion.help.en,
        "weight": criterion.weight,
        "anchors_es": "\n".join(f"{level}: {words.es}" for level, words in criterion.anchor_of.items()),
        "anchors_en": "\n".join(f"{level}: {words.en}" for level, words in criterion.anchor_of.items() if words.en),
    }


def _in_lines(line: dict[str, Any]) -> str:
    return "\n".join(str(value) for key, value in line.items() if key != "key" and value not in (None, ""))
