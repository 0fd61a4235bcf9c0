"""The forms of events, in page order."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from hackathon.errors import RuleBroken
from hackathon.events.local_hours import instant_of, zone_named
from hackathon.events.models import RoleKind
from hackathon.forms import HOUR, BaseForm, BilingualForm, email_address, required

FIRST_YEAR, LAST_YEAR = 2000, 2100  # far from both ends of the calendar: hours are moved, and read in other zones


def real_hour(form: Any, field: Any) -> None:
    """An hour of our time that exists once on the wall of the event's place."""
    if field.data is None:
        return  # said already
    if not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(_("The year must be from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
    try:
        instant_of(field.data, form.zone)
    except RuleBroken as refusal:
        if refusal.field == "timezone":
            return  # said at its own field
        raise ValidationError(_(refusal.reason, **refusal.values)) from refusal


class OrganizationForm(BilingualForm):
    texts = ("name",)

    name_es = StringField(_l("Name"), [DataRequired(required()), Length(max=120)])
    name_en = StringField(_l("Name, in English"), [Length(max=120)])
    slug = StringField(
        _l("Short name for addresses"),
        [DataRequired(required()), Length(max=60)],
        description=_l("Small letters, digits and hyphens: gobierno-regional-piura."),
    )
    contact_email = EmailField(
        _l("E-mail that answers for the event and its data"), [DataRequired(required()), email_address, Length(max=254)]
    )
    website = StringField(_l("Website"), [Length(max=500)])


class EventForm(BilingualForm):
    texts = ("name",)

    organization = SelectField(_l("Organisation"), [InputRequired(required())])
    template = SelectField(_l("Template"), [InputRequired(required())])
    name_es = StringField(_l("Name of the event"), [DataRequired(required()), Length(max=120)])
    name_en = StringField(_l("Name of the event, in English"), [Length(max=120)])
    slug = StringField(
        _l("Address of the event"),
        [DataRequired(required()), Length(max=60)],
        description=_l("Small letters, digits and hyphens: libertad-2026. It stays for good."),
    )
    timezone = StringField(
        _l("Time zone"),
        [DataRequired(required())],
        default="America/Lima",
        description=_l("All hours of the event are shown in it."),
    )
    opens = DateTimeLocalField(
        _l("Opening"),
        [InputRequired(required()), real_hour],
        format=HOUR,
        description=_l("Every other hour follows from it."),
    )
    city = StringField(_l("City"), [DataRequired(required()), Length(max=100)])
    place = StringField(_l("Venue"), [Length(max=200)])

    @property
    def zone(self) -> str:
        return str(self.timezone.data)

    def validate_timezone(self, field: Any) -> None:
        try:
            zone_named(field.data)
        except RuleBroken as refusal:
            raise ValidationError(_(refusal.reason, **refusal.values)) from refusal


class SettingsForm(BilingualForm):
    texts = ("name", "summary", "description")

    name_es = StringField(_l("Name of the event"), [DataRequired(required()), Length(max=120)])
    name_en = StringField(_l("Name of the event, in English"), [Length(max=120)])
    summary_es = TextAreaField(_l("In one sentence"), [DataRequired(required()), Length(max=300)])
    summary_en = TextAreaField(_l("In one sentence, in English"), [Length(max=300)])
    description_es = TextAreaField(_l("About the event"), [DataRequired(required()), Length(max=8_000)])
    description_en = TextAreaField(_l("About the event, in English"), [Length(max=8_000)])
    city = StringField(_l("City"), [DataRequired(required()), Length(max=100)])
    place = StringField(_l("Venue"), [Length(max=200)])
    team_min = IntegerField(_l("Least members of a team"), [InputRequired(required()), NumberRange(1, 12)])
    team_max = IntegerField(_l("Most members of a team"), [InputRequired(required()), NumberRange(1, 12)])
    public_places = SelectField(
        _l("How far down the order of merit is public"),
        choices=[
            SelectChoice("3", _l("The first three places and every prize")),
            SelectChoice("5", _l("The first five places and every prize")),
            SelectChoice("10", _l("The first ten places and every prize")),
            SelectChoice("", _l("The whole order")),
        ],
        coerce=lambda value: int(value) if value else None,
        description=_l(
            "Below it projects appear under pseudonyms, in the files too. It is fixed once the jury scores."
        ),
    )
    blind_judging = BooleanField(
        _l("The jury judges without names"),
        description=_l(
            "Until the results are published, the names of teams and people are hidden from the jury, and projects are "
            "not public. What a team writes, its code and its demo may still tell who it is."
        ),
    )
    blind_links = BooleanField(
        _l("The jury sees code, demo and video all the same"),
        description=_l("Their addresses and pages often carry names. Only when the jury judges without names."),
    )


class RulesForm(BilingualForm):
    texts = ("text",)

    text_es = TextAreaField(
        _l("Rules"),
        [DataRequired(required()), Length(max=20_000)],
        description=_l("A line that begins with ## is a heading; lines that begin with 1. or - are a list."),
    )
    text_en = TextAreaField(_l("Rules, in English"), [Length(max=20_000)])


class CrewForm(BaseForm):
    email = EmailField(_l("E-mail of their account"), [DataRequired(required()), email_address])
    kind = RadioField(
        _l("Part in the event"),
        [InputRequired(required())],
        choices=[
            SelectChoice(RoleKind.STAFF.value, _l("Staff: prepares and runs the event")),
            SelectChoice(RoleKind.OWNER.value, _l("Owner: that, and decides who works on it")),
            SelectChoice(RoleKind.VOLUNTEER.value, _l("Volunteer: helps on the day")),
        ],
        default=RoleKind.STAFF.value,
    )
