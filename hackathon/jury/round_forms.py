"""The forms of the rounds: opening, closing, repair, visits, and what becomes of jurors and sheets."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hackathon.errors import RuleBroken
from hackathon.events.local_hours import instant_of, wall_clock
from hackathon.forms import BaseForm, required
from hackathon.jury.conflicts import NAMED, Cause
from hackathon.jury.models import JudgingRound

MOST_JURORS, MOST_PROJECTS, MOST_MINUTES = 100, 1_000, 600


class OpenForm(BaseForm):
    wanted = IntegerField(
        _l("Projects in the final"),
        [Optional(), NumberRange(min=2, max=MOST_PROJECTS)],
        description=_l("Only where the probability cannot be computed from the sheets of the first round."),
    )


class NeedForm(BaseForm):
    """Minutes of a judgement and of a juror, to reckon with; it changes nothing."""

    class Meta(BaseForm.Meta):
        csrf = False

    minutes = IntegerField(
        _l("Minutes for each project"), [Optional(), NumberRange(min=1, max=MOST_MINUTES)], default=10
    )
    time = IntegerField(_l("Minutes that a juror has"), [Optional(), NumberRange(min=1, max=6_000)], default=120)


def _reason(label: Any, hint: Any, *, needed: bool = True) -> TextAreaField:
    asked = [DataRequired(required())] if needed else []
    return TextAreaField(label, [*asked, Length(max=500)], description=hint, render_kw={"rows": 3})


class CloseForm(BaseForm):
    quorum = IntegerField(
        _l("Signed sheets that a project needs"), [InputRequired(required()), NumberRange(min=0, max=MOST_JURORS)]
    )
    reason = _reason(
        _l("Why the round is closed now"), _l("It is kept in the log with each project's sheets."), needed=False
    )


class ReasonForm(BaseForm):
    reason = _reason(_l("Reason"), _l("It is kept in the log of the event, with your name."))


class ExcludeForm(BaseForm):
    reason = _reason(_l("Reason"), _l("It is published with the results, beside the juror's code: name nobody in it."))


class ReopenForm(ReasonForm):
    absence = _reason(
        _l("Why the chair does not do it"),
        _l("Only for organisers: opening a sheet again is the chair's."),
        needed=False,
    )


class MendForm(BaseForm):
    seen = HiddenField()


class VisitForm(BaseForm):
    """When visits begin, how long each is, and where projects are."""

    starts_at = DateTimeLocalField(_l("First visit"), [InputRequired(required())], format="%Y-%m-%dT%H:%M")
    minutes = IntegerField(
        _l("Minutes for each visit, the way to the next included"),
        [InputRequired(required()), NumberRange(min=1, max=MOST_MINUTES)],
        default=10,
    )
    panel = BooleanField(_l("The jurors of a project come together"))
    places = TextAreaField(
        _l("Places"),
        [Length(max=20_000)],
        description=_l(
            "One line a project, in the order of the list below: its table or room. Left empty, tables are numbered."
        ),
        render_kw={"rows": 6},
    )

    def __init__(self, judging: JudgingRound, **kwargs: Any) -> None:
        self.zone = judging.event.timezone
        super().__init__(**kwargs)

    def validate_starts_at(self, field: Any) -> None:
        try:
            instant_of(field.data, self.zone)
        except (RuleBroken, OverflowError) as refusal:
            words = (
                _(refusal.reason, **refusal.values) if isinstance(refusal, RuleBroken) else _("Choose another hour.")
            )
            raise ValidationError(words) from refusal

    @property
    def begins(self) -> datetime:
        return instant_of(self.starts_at.data, self.zone)

    @property
    def place_names(self) -> list[str]:
        return [line.strip()[:80] for line in (self.places.data or "").splitlines() if line.strip()]


def visit_form(judging: JudgingRound, first: datetime | None, minutes: int | None, places: list[str]) -> VisitForm:
    """The form with what was planned; the hour is the one on the wall of the event's place."""
    begins = first or judging.opened_at or judging.event.starts_at
    said = {
        "starts_at": wall_clock(begins, judging.event.timezone),
        "minutes": minutes or 10,
        "places": "\n".join(places),
    }
    return VisitForm(judging, data=said)


def _choices(label: Any, hint: Any) -> SelectMultipleField:
    list_ = ListWidget(prefix_label=False)
    return SelectMultipleField(label, coerce=int, description=hint, option_widget=CheckboxInput(), widget=list_)


class KnowForm(BaseForm):
    """What organisers know of a juror: the only challenges, and whom they must not judge."""

    limits = _choices(_l("Judges only these challenges"), _l("Tick none so that the juror judges any of them."))
    teams = _choices(_l("Teams that this juror must not judge"), _l("What the juror declared stands besides."))
    challenges = _choices(
        _l("Challenges whose projects this juror must not judge"),
        _l("For example: the juror's company gives the prize."),
    )
    cause = RadioField(_l("Because"), [Optional()], default=Cause.MENTOR.value)
    words = StringField(
        _l("The reason, in a few words"), [Length(max=500)], description=_l("It is kept with the minutes of the jury.")
    )

    def __init__(self, *, challenges: dict[int, str], teams: dict[int, str], data: dict[str, Any]) -> None:
        super().__init__(data=data)
        self.limits.choices = [SelectChoice(key, name) for key, name in challenges.items()]
        self.challenges.choices = list(self.limits.choices)
        self.teams.choices = [SelectChoice(key, name) for key, name in teams.items()]
        words = {
            Cause.MENTOR: _("The juror advised the team"),
            Cause.SPONSOR: _("The juror works for a sponsor"),
            Cause.OTHER: _("Another conflict"),
        }
        self.cause.choices = [SelectChoice(cause.value, words[cause]) for cause in NAMED]
