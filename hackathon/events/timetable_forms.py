"""The forms of an event's hours: the timetable, moving all of it, the agenda."""

from datetime import datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from hackathon.database import Words
from hackathon.events.forms import real_hour
from hackathon.events.local_hours import instant_of, wall_clock
from hackathon.events.models import AgendaItem, AgendaKind, Event
from hackathon.events.timetable import Span, Timetable
from hackathon.forms import HOUR, BaseForm, BilingualForm, required


class ReasonedForm(BaseForm):
    """A change of hours; once the event is public it has a public reason."""

    reason_es = TextAreaField(_l("Reason of the change"), [Length(max=500)])
    reason_en = TextAreaField(_l("Reason of the change, in English"), [Length(max=500)])

    def ask_why(self, event: Event) -> None:
        """Whether the reason may be left out; the action refuses its absence with the reason of that."""
        self.reason_es.flags.required = event.is_public()

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
        self.ask_why(event)


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
    registration_opens = _hour(_l("Registration opens"), needed=True)
    registration_closes = _hour(_l("Registration closes"), needed=True)
    teams_opens = _hour(_l("Teams open"), needed=True)
    teams_closes = _hour(_l("Teams close"), needed=True)
    hacking_opens = _hour(_l("Development opens"), needed=True)
    hacking_closes = _hour(_l("Development closes"), needed=True)
    submission_opens = _hour(_l("Submission opens"), needed=True)
    submission_closes = _hour(_l("Submission closes"), needed=True)
    checking_opens = _hour(_l("Eligibility check opens"))
    checking_closes = _hour(_l("Eligibility check closes"))
    scoring_opens = _hour(_l("Scoring opens"), needed=True)
    scoring_closes = _hour(_l("Scoring closes"), needed=True)
    voting_opens = _hour(_l("Public vote opens"))
    voting_closes = _hour(_l("Public vote closes"))

    def __init__(self, event: Event, **kwargs: Any) -> None:
        self.zone = event.timezone
        super().__init__(obj=event, **kwargs)
        if not self.is_submitted():
            self.process(data=self._on_the_wall(event) | {"version": event.version})
        self.ask_why(event)

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
        choices=[
            SelectChoice(AgendaKind.ACTIVITY.value, _l("Activity")),
            SelectChoice(AgendaKind.MILESTONE.value, _l("Milestone of the work")),
            SelectChoice(AgendaKind.TURNING_POINT.value, _l("Turning point of the event")),
        ],
        default=AgendaKind.ACTIVITY.value,
    )
    place = StringField(_l("Room or place, when it is not the event's venue"), [Length(max=120)])

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
