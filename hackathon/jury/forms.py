"""The forms of the jury: invitations, the acceptance, the score sheet, stepping aside. The rubric's is in `rubric_form.py`."""

from functools import lru_cache
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hackathon.forms import BaseForm, required
from hackathon.jury.desk import pure_criteria
from hackathon.jury.models import ScoreSheet
from hackathon.jury.rubric_models import NO, YES, Rubric
from hackathon.jury.scoring import Points, points_so_far

MOST_INVITATIONS = 30
TEXTS = ("comment_to_team", "comment", "note")
MOST_RADIOS = 21  # a longer scale is typed as a number


class InviteForm(BaseForm):
    """A list of people, one a line: a name and an address."""

    people = TextAreaField(
        _l("People"),
        [DataRequired(required()), Length(max=5_000)],
        description=_l("One person a line: the name, then the e-mail. For example: Rosa Quispe, rosa@place.pe"),
        render_kw={"rows": 6, "spellcheck": "false"},
    )

    def validate_people(self, field: Any) -> None:
        if field.errors:
            return  # too long to be read line by line, and said already
        lines = [line.strip() for line in field.data.splitlines() if line.strip()]
        if len(lines) > MOST_INVITATIONS:
            raise ValidationError(_("At most %(most)s people at once.", most=MOST_INVITATIONS))
        self.pairs = [self._pair(line) for line in lines]
        addresses = [email.casefold() for _name, email in self.pairs]
        twice = sorted({address for address in addresses if addresses.count(address) > 1})
        if twice:
            raise ValidationError(_("Listed twice: %(people)s.", people=", ".join(twice)))

    def _pair(self, line: str) -> tuple[str, str]:
        parts = line.removesuffix(">").replace("<", ",").replace(";", ",")
        before, _comma, email = parts.rpartition(",")  # no regular expression: many spaces would make it try for long
        name = before.strip()
        try:
            if not 1 <= len(name) <= 120 or "," in name or ">" in name:
                raise EmailNotValidError
            return name, validate_email(email.strip(), check_deliverability=False).normalized
        except EmailNotValidError as wrong:
            words = _("This line needs a name, a comma and an e-mail: %(line)s", line=line[:80])
            raise ValidationError(words) from wrong


class AcceptForm(BaseForm):
    """What a juror declares before the first project: confidentiality, and whom not to judge."""

    conflicts = SelectMultipleField(
        _l("Teams that I must not judge"),
        coerce=int,
        description=_l(
            "Tick a team if you work or study with one of its people, are family, advise it, sponsor it or have an interest in it."
        ),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    cause = StringField(
        _l("The reason, in a few words"), [Length(max=500)], description=_l("It is kept with the minutes of the jury.")
    )
    confidentiality = BooleanField(
        _l("I keep to myself what I read and score until the results are published, and I judge without favour."),
        [DataRequired(_l("Without this declaration nobody joins the jury."))],
    )

    def validate_cause(self, field: Any) -> None:
        if self.conflicts.data and not field.data:
            raise ValidationError(_("Say why you must not judge them."))


class BlindAcceptForm(BaseForm):
    """The same where the jury judges without names: no list of teams may be read, so ties are told in words."""

    ties = TextAreaField(
        _l("People, teams and organisations that I must not judge"),
        [Length(max=2_000)],
        description=_l(
            "One a line. You judge without names: a project whose team or people you name here is not given to you, "
            "and the organisers read the rest."
        ),
        render_kw={"rows": 4},
    )
    confidentiality = BooleanField(
        _l("I keep to myself what I read and score until the results are published, and I judge without favour."),
        [DataRequired(_l("Without this declaration nobody joins the jury."))],
    )


class DeclineForm(BaseForm):
    """A no to an invitation."""

    reason = StringField(
        _l("The reason, if you wish"), [Length(max=500)], description=_l("Only the organisers read it.")
    )


class ProfileForm(BaseForm):
    """What a juror tells the public of themselves."""

    title = StringField(_l("What you do"), [Length(max=120)], description=_l("For example: hydrologist, teacher."))
    organization = StringField(_l("Where"), [Length(max=160)])
    bio = TextAreaField(_l("A few words about you"), [Length(max=600)], render_kw={"rows": 4})
    is_shown = BooleanField(
        _l("Show my name and this on the event's page"),
        description=_l("You can take it back here at any time."),
    )


class RecuseForm(BaseForm):
    """The cause for which a juror does not judge a project."""

    cause = StringField(
        _l("Why you do not judge this project"),
        [DataRequired(required()), Length(max=500)],
        description=_l("For example: I advised this team. It is kept with the minutes of the jury."),
    )


class SheetForm(BaseForm):
    """A score sheet: one field per criterion, `score_<key>`, added by `sheet_form()`; and three texts."""

    comment_to_team = TextAreaField(
        _l("Comment for the team"),
        [Length(max=4_000)],
        description=_l("The team reads it after the results are published, without your name."),
        render_kw={"rows": 4},
    )
    comment = TextAreaField(
        _l("Comment for the jury"),
        [Length(max=4_000)],
        description=_l("The jury reads it when it deliberates. The team never does."),
        render_kw={"rows": 3},
    )
    note = TextAreaField(
        _l("Note for yourself"),
        [Length(max=4_000)],
        description=_l("Nobody else ever reads it."),
        render_kw={"rows": 3},
    )

    def __init__(self, rubric: Rubric, sheet: ScoreSheet) -> None:
        self.rubric = rubric
        super().__init__(obj=sheet, data=_by_field(rubric, sheet))

    @property
    def scores(self) -> dict[str, int | None]:
        """The scores typed, by the criterion's key; None for a blank, which is no zero."""
        return {name.removeprefix("score_"): field.data for name, field in self._fields.items() if name.startswith("score_")}  # fmt: skip

    @property
    def texts(self) -> dict[str, str]:
        """The texts typed, by their column."""
        return {name: self._fields[name].data or "" for name in TEXTS}

    @property
    def points(self) -> Points:
        """What the scores typed so far are worth, over 100."""
        given = {key: score for key, score in self.scores.items() if score is not None}
        return points_so_far(given, pure_criteria(self.rubric))

    @property
    def stored(self) -> dict[str, str]:
        """Every field's stored value as the form would send it; a gap is an empty text."""
        names = (name for name in self._fields if name not in self.unnamed)
        return {name: "" if (value := self.saved(name)) is None else str(value) for name in names}

    def saved(self, name: str) -> Any:
        if name in TEXTS:
            return getattr(self.subject, name)
        return _by_field(self.rubric, self.subject).get(name)


def sheet_form(rubric: Rubric, sheet: ScoreSheet) -> SheetForm:
    """The form of this sheet: a row of levels per criterion, nothing chosen until somebody chooses."""
    form: SheetForm = form_of(rubric, SheetForm)(rubric, sheet)
    return form


def form_of(rubric: Rubric, kind: Any) -> type[Any]:
    """A form of this kind with a field for each criterion and gate, `score_<key>`."""
    lines = tuple((criterion.key, str(criterion.name), criterion.is_gate) for criterion in rubric.criteria)
    return _form_class(kind, lines, rubric.scale_low, rubric.scale_high)


@lru_cache(maxsize=128)
def _form_class(kind: Any, lines: tuple[tuple[str, str, bool], ...], low: int, high: int) -> type[Any]:
    """One class per kind, rubric and language, the same for each request: a refused form is known again by its class."""
    fields = {
        f"score_{key}": _gate_field(name) if is_gate else _score_field(name, low, high) for key, name, is_gate in lines
    }
    return type(f"{kind.__name__}OfRubric", (kind,), fields)


def _score_field(name: str, low: int, high: int) -> Any:
    if high - low >= MOST_RADIOS:
        return IntegerField(name, [Optional()], render_kw={"min": low, "max": high, "inputmode": "numeric"})
    # Whether a level is on the scale is the action's to say, with words that name the scale.
    levels = [SelectChoice(level, str(level)) for level in range(low, high + 1)]
    return RadioField(name, [Optional()], choices=levels, coerce=int, validate_choice=False)


def _gate_field(name: str) -> Any:
    answers = [SelectChoice(YES, _l("Yes")), SelectChoice(NO, _l("No"))]
    return RadioField(name, [Optional()], choices=answers, coerce=int, validate_choice=False)


def _by_field(rubric: Rubric, sheet: ScoreSheet) -> dict[str, int]:
    keys = {criterion.id: criterion.key for criterion in rubric.criteria}
    return {f"score_{keys[criterion]}": value for criterion, value in sheet.values.items()}
