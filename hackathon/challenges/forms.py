"""The forms of challenges, in page order."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField, URLField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from hackathon.challenges.models import Challenge, Level
from hackathon.database import Words
from hackathon.forms import BaseForm, BilingualForm, required


def capitals(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


class ChallengeForm(BilingualForm):
    texts = ("title", "summary", "problem", "questions", "expected_users")

    code = StringField(
        _l("Code"),
        [
            DataRequired(required()),
            Length(max=10),
            Regexp(r"^[A-Z0-9]+(-[A-Z0-9]+)*$", message=_l("A code has letters and digits, like R1.")),
        ],
        filters=[capitals],
        description=_l("It is part of the address, like R1."),
    )
    category = SelectField(_l("Category"), [InputRequired(required())])
    level = RadioField(
        _l("Level"),
        [InputRequired(required())],
        choices=[
            SelectChoice(Level.OPEN_TO_ALL.value, _l("Open to all")),
            SelectChoice(Level.MEDIUM.value, _l("Medium")),
            SelectChoice(Level.DEMANDING.value, _l("Demanding")),
        ],
        default=Level.OPEN_TO_ALL.value,
    )
    title_es = StringField(_l("Title"), [DataRequired(required()), Length(max=120)])
    title_en = StringField(_l("Title, in English"), [Length(max=120)])
    summary_es = TextAreaField(_l("The question, in one sentence"), [DataRequired(required()), Length(max=240)])
    summary_en = TextAreaField(_l("The question, in one sentence, in English"), [Length(max=240)])
    problem_es = TextAreaField(_l("The problem"), [DataRequired(required()), Length(max=8_000)])
    problem_en = TextAreaField(_l("The problem, in English"), [Length(max=8_000)])
    questions_es = TextAreaField(
        _l("Questions to begin with"), [Length(max=4_000)], description=_l("One a line, beginning with a hyphen.")
    )
    questions_en = TextAreaField(_l("Questions to begin with, in English"), [Length(max=4_000)])
    expected_users_es = TextAreaField(_l("Who would use the answer"), [Length(max=1_000)])
    expected_users_en = TextAreaField(_l("Who would use the answer, in English"), [Length(max=1_000)])
    responsible_unit = StringField(_l("Unit that answers for it"), [Length(max=200)])

    def __init__(self, categories: list[str], obj: Challenge | None = None, **kwargs: Any) -> None:
        super().__init__(obj=obj, **kwargs)
        here = [obj.category] if obj is not None and obj.category not in categories else []
        self.category.choices = [SelectChoice(name, name) for name in [*categories, *here]]


class ReasonForm(BilingualForm):
    texts = ("reason",)

    reason_es = TextAreaField(
        _l("What it is good for in this challenge"),
        [DataRequired(required()), Length(max=500)],
        description=_l("Teams read it beside the dataset. Say its traps too."),
    )
    reason_en = TextAreaField(_l("What it is good for in this challenge, in English"), [Length(max=500)])

    @property
    def reason(self) -> Words:
        words: Words = self.changes()["reason"]
        return words


class LinkPortalForm(BaseForm):
    portal = SelectField(_l("Portal"), [InputRequired(required())])

    def offer(self, portals: Any) -> None:
        self.portal.choices = [SelectChoice(portal.slug, portal.name) for portal in portals]


class NewPortalForm(BaseForm):
    url = URLField(
        _l("Address of the portal"),
        [DataRequired(required()), Length(max=490)],  # https:// is put before it, and the column holds 500
        description=_l("Any page of it. Which kind of portal it is, we find out."),
    )
    name = StringField(_l("Name, when it should be another than its own"), [Length(max=200)])


class RecognisedPortalForm(BaseForm):
    name = StringField(_l("Name"), [Length(max=200)], description=_l("How it is called here. Change it as you wish."))
