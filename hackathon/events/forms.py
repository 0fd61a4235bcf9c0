"""The forms of events, in page order."""

from datetime import datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, EmailField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from hackathon.database import Words
from hackathon.errors import RuleBroken
from hackathon.events.local_hours import instant_of, wall_clock, zone_named
from hackathon.events.models import AgendaItem, AgendaKind, Event, RoleKind
from hackathon.events.timetable import Span, Timetable
from hackathon.forms import BaseForm, BilingualForm, email_address, required

HOUR = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


def real_hour(form: Any, field: Any) -> None:
    """An hour that exists once on the wall of the event's place."""
    if field.data is None:
        return  # said already
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
    place = StringField(_l("Place"), [Length(max=200)])

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
    place = StringField(_l("Place"), [Length(max=200)])
    team_min = IntegerField(_l("Least members of a team"), [InputRequired(required()), NumberRange(1, 12)])
    team_max = IntegerField(_l("Most members of a team"), [InputRequired(required()), NumberRange(1, 12)])


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
        choices={
            RoleKind.STAFF.value: _l("Staff: prepares and runs the event"),
            RoleKind.OWNER.value: _l("Owner: that, and decides who works on it"),
            RoleKind.VOLUNTEER.value: _l("Volunteer: helps on the day"),
        },
        default=RoleKind.STAFF.value,
    )


class ReasonedForm(BaseForm):
    """A change of hours; once the event is public it has a public reason."""

    reason_es = TextAreaField(
        _l("Reason of the change"),
        [Length(max=500)],
        description=_l("Once the event is public, everybody reads it in the schedule."),
    )
    reason_en = TextAreaField(_l("Reason of the change, in English"), [Length(max=500)])

    @property
    def reason(self) -> Words:
        return Words(self.reason_es.data or "", self.reason_en.data or "")


def _hour(label: Any, *, needed: bool = False) -> DateTimeLocalField:
    asked = InputRequired(required()) if needed else Optional()
    return DateTimeLocalField(label, [asked, real_hour], format=HOUR)


class MoveForm(ReasonedForm):
    starts_at = _hour(_l("New opening"), needed=True)

    def __init__(self, event: Event, **kwargs: Any) -> None:
        self.zone = event.timezone
        super().__init__(starts_at=wall_clock(event.starts_at, event.timezone), **kwargs)


class TimetableForm(ReasonedForm):
    """Every window as two hours on the wall of the event's place; both empty means that there is no such window."""

    windows: ClassVar[tuple[str, ...]] = (
        "call", "registration", "teams", "hacking", "submission", "checking", "scoring", "voting",
    )  # fmt: skip

    starts_at = _hour(_l("The event begins"), needed=True)
    ends_at = _hour(_l("The event ends"), needed=True)
    embargo_ends_at = _hour(_l("Challenges are revealed"))
    call_opens = _hour(_l("Call opens"))
    call_closes = _hour(_l("Call closes"))
    registration_opens = _hour(_l("Registration opens"))
    registration_closes = _hour(_l("Registration closes"))
    teams_opens = _hour(_l("Teams open"))
    teams_closes = _hour(_l("Teams close"))
    hacking_opens = _hour(_l("Development opens"))
    hacking_closes = _hour(_l("Development closes"))
    submission_opens = _hour(_l("Submission opens"))
    submission_closes = _hour(_l("Submission closes"))
    checking_opens = _hour(_l("Eligibility check opens"))
    checking_closes = _hour(_l("Eligibility check closes"))
    scoring_opens = _hour(_l("Scoring opens"))
    scoring_closes = _hour(_l("Scoring closes"))
    voting_opens = _hour(_l("Public vote opens"))
    voting_closes = _hour(_l("Public vote closes"))

    def __init__(self, event: Event, **kwargs: Any) -> None:
        self.zone = event.timezone
        super().__init__(obj=event, **kwargs)
        if not self.is_submitted():
            self.process(data=self._on_the_wall(event) | {"version": event.version})

    def _on_the_wall(self, event: Event) -> dict[str, datetime]:
        hours = {"starts_at": event.starts_at, "ends_at": event.ends_at, "embargo_ends_at": event.embargo_ends_at}
        for window in event.windows:
            hours |= {f"{window.name}_opens": window.opens_at, f"{window.name}_closes": window.closes_at}
        return {name: wall_clock(hour, event.timezone) for name, hour in hours.items() if hour is not None}

    def saved(self, name: str) -> Any:
        return self._on_the_wall(self.subject).get(name)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        for name in self.windows:
            opens, closes = self[f"{name}_opens"], self[f"{name}_closes"]
            if bool(opens.data) != bool(closes.data):
                missing = closes if opens.data else opens
                missing.errors = [*missing.errors, _("A window needs both hours, or neither.")]
                valid, self.status = False, 422
        return valid

    def timetable(self) -> Timetable:
        """What was typed, as instants."""
        return Timetable(
            self._instant(self.starts_at),
            self._instant(self.ends_at),
            self._instant(self.embargo_ends_at) if self.embargo_ends_at.data else None,
            {name: self._span(name) for name in self.windows if self[f"{name}_opens"].data},
        )

    def _span(self, name: str) -> Span:
        return self._instant(self[f"{name}_opens"]), self._instant(self[f"{name}_closes"])

    def _instant(self, field: Any) -> datetime:
        return instant_of(field.data, self.zone)


class AgendaForm(BilingualForm):
    texts = ("title",)

    starts_at = _hour(_l("Begins"), needed=True)
    title_es = StringField(_l("What happens"), [DataRequired(required()), Length(max=120)])
    title_en = StringField(_l("What happens, in English"), [Length(max=120)])
    kind = RadioField(
        _l("Kind"),
        [InputRequired(required())],
        choices={
            AgendaKind.ACTIVITY.value: _l("Activity"),
            AgendaKind.MILESTONE.value: _l("Milestone of the work"),
            AgendaKind.TURNING_POINT.value: _l("Turning point of the event"),
        },
        default=AgendaKind.ACTIVITY.value,
    )
    place = StringField(_l("Place, when it is not the event's"), [Length(max=120)])

    def __init__(self, event: Event, item: AgendaItem | None = None, **kwargs: Any) -> None:
        self.zone = event.timezone
        super().__init__(obj=item, **kwargs)
        if item is not None and not self.is_submitted():
            self.starts_at.data = wall_clock(item.starts_at, event.timezone)

    def saved(self, name: str) -> Any:
        stored = super().saved(name)
        return wall_clock(stored, self.zone) if name == "starts_at" else stored

    def changes(self) -> dict[str, Any]:
        return super().changes() | {"starts_at": instant_of(self.starts_at.data, self.zone)}
