"""The forms of pages that gather several rooms: the way into an event."""

from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from hackathon.accounts import consent_texts
from hackathon.accounts.models import ConsentPurpose
from hackathon.database import language
from hackathon.events.models import Event, Rules
from hackathon.forms import BaseForm, required

FOUND, JOIN, LATER = "found", "join", "later"
WAYS = [SelectChoice(FOUND, _l("Found a team")), SelectChoice(JOIN, _l("Join a team with its code"))]


class ForChoice:
    """Obligatory with this choice, ignored with another: neither optional nor required on the page."""

    field_flags: ClassVar[dict[str, Any]] = {"conditional": True}

    def __init__(self, way: str) -> None:
        self.way = way

    def __call__(self, form: Any, field: Any) -> None:
        if form.choice.data == self.way and not field.data:
            raise StopValidation(required())


class TeamForm(BaseForm):
    """How somebody without a team gets one: the field that belongs to the choice is obligatory."""

    choice = RadioField(
        _l("Your team"),
        [InputRequired(_l("Choose one of these."))],
        choices=WAYS,
    )
    name = StringField(
        _l("Name of the team"),
        [ForChoice(FOUND), Length(max=60)],
        description=_l("Up to 60 characters. You lead it and give its code to the others."),
        render_kw={"autocomplete": "off"},
    )
    code = StringField(
        _l("Code of the team"),
        [ForChoice(JOIN), Length(max=20)],
        description=_l("Eight letters and digits that the captain gives you, like K7MF-2QXA."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class WayInTeamForm(TeamForm):
    """The same, with the possibility to decide later."""

    choice = RadioField(
        _l("Your team"),
        [InputRequired(_l("Choose one of these."))],
        choices=[*WAYS, SelectChoice(LATER, _l("Decide later, or look for a team"))],
    )


class AgreementForm(BaseForm):
    """The rules with the declaration, and the consents: nothing is ticked beforehand, one consent is obligatory."""

    accepts = BooleanField(validators=[DataRequired(_l("To take part, accept the rules and make this declaration."))])
    contest = BooleanField(validators=[DataRequired(_l("Without this consent we cannot register you."))])
    authorship = BooleanField()
    images = BooleanField()
    later_contact = BooleanField()
    sponsors = BooleanField()

    def __init__(self, event: Event, rules: Rules, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        spoken = language.get()
        declaration = consent_texts.declaration(spoken, minors_allowed=event.minors_allowed)
        accepted = gettext("I accept the rules, version %(number)s.", number=rules.number)
        self.accepts.label.text = f"{accepted} {declaration}"
        for purpose in ConsentPurpose:
            self[purpose.value].label.text = consent_texts.statement(purpose.value, spoken)
