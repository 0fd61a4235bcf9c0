"""The forms of prizes, ties and publication."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    DecimalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from hackathon.database import Words
from hackathon.errors import RuleBroken
from hackathon.events.local_hours import instant_of
from hackathon.forms import BaseForm, BilingualForm, ButtonForm, required
from hackathon.results.models import GoesTo


class PrizeForm(BaseForm):
    """A prize: its name and what is given, and who gets it: a place, the best at something, or whom the jury names."""

    name_es = StringField(_l("Name, in Spanish"), [DataRequired(required()), Length(max=120)])
    name_en = StringField(_l("Name, in English"), [Length(max=120)])
    goes_to = RadioField(
        _l("Who gets it"),
        [DataRequired(required())],
        choices=[
            SelectChoice(GoesTo.PLACE.value, _l("Whoever has a place in the order of merit")),
            SelectChoice(GoesTo.CRITERION.value, _l("The best on a criterion")),
            SelectChoice(GoesTo.CHALLENGE.value, _l("The best of those that answer a challenge")),
            SelectChoice(GoesTo.NAMED.value, _l("Whom the jury names when it deliberates, with its reason")),
        ],
        default=GoesTo.PLACE.value,
    )
    place = IntegerField(_l("Place"), [Optional(), NumberRange(min=1, max=50)], description=_l("1 for the first."))
    criterion = SelectField(_l("Criterion"), [Optional()])
    challenge = SelectField(_l("Challenge"), [Optional()])
    amount = DecimalField(_l("Amount in soles"), [Optional(), NumberRange(min=0, max=9_999_999)])
    prize_es = StringField(_l("What else is given, in Spanish"), [Length(max=200)])
    prize_en = StringField(_l("What else is given, in English"), [Length(max=200)])
    minimum = IntegerField(
        _l("Points below which it is void"),
        [DataRequired(required()), NumberRange(min=0, max=100)],
        default=60,
        description=_l("Over 100. A jury may give no prize to work that is not good enough."),
    )

    def __init__(
        self, *args: Any, criteria: dict[str, str], challenges: dict[str, str], obj: Any = None, **kwargs: Any
    ) -> None:
        given = {}
        if obj is not None:
            given = {
                "name_es": obj.name.es,
                "name_en": obj.name.en,
                "prize_es": obj.prize.es,
                "prize_en": obj.prize.en,
            }
        super().__init__(*args, obj=obj, **given, **kwargs)
        self.criterion.choices = {"": gettext("It is for no criterion"), **criteria}
        self.challenge.choices = {"": gettext("It is for no challenge"), **challenges}

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {
            "name": Words(es=self.name_es.data, en=self.name_en.data or ""),
            "prize": Words(es=self.prize_es.data or "", en=self.prize_en.data or ""),
            "goes_to": self.goes_to.data,
            "place": self.place.data,
            "criterion": self.criterion.data or "",
            "challenge": self.challenge.data or "",
            "amount": self.amount.data,
            "minimum": self.minimum.data,
        }


class FreezeForm(BaseForm):
    note = TextAreaField(
        _l("Note published with the results"),
        [Length(max=2000)],
        description=_l("Obligatory when sheets are missing: say why the results stand all the same."),
    )


class SeenForm(BaseForm):
    """A button that says which frozen order was on the page."""

    sha256 = HiddenField()

    def values(self, event: Any) -> dict[str, Any]:
        """What the actions take."""
        return {"sha256": self.sha256.data or ""}


class WaiverForm(SeenForm):
    reason = TextAreaField(
        _l("Why nobody else can confirm it"),
        [DataRequired(required()), Length(min=20, max=1000)],
        description=_l("It is published with the results."),
    )

    def values(self, event: Any) -> dict[str, Any]:
        return {**super().values(event), "reason": self.reason.data}


class HourForm(SeenForm):
    release_at = DateTimeLocalField(
        _l("Day and hour"),
        [InputRequired(required())],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_l("By the clock of the event's place. You can cancel it until then."),
    )
    zone = ""

    def validate_release_at(self, field: Any) -> None:
        try:
            instant_of(field.data, self.zone)
        except RuleBroken as refusal:
            raise ValidationError(gettext(refusal.reason, **refusal.values)) from refusal

    def values(self, event: Any) -> dict[str, Any]:
        return {**super().values(event), "release_at": instant_of(self.release_at.data, event.timezone)}


def steps_to_publish(desk: Any, sent: dict[str, Any]) -> dict[str, BaseForm]:
    """The forms of the steps, empty but for the hash that this page shows; a refused one says why."""
    seen = desk.bundle.sha256 if desk.bundle is not None else ""
    kinds = {"confirm": SeenForm, "waive": WaiverForm, "publish": SeenForm, "hour": HourForm, "cancel": ButtonForm}
    steps: dict[str, BaseForm] = {}
    for name, kind in kinds.items():
        form = kind(formdata=None, prefix=f"{name}-") if name not in sent else sent[name]
        if name != "cancel":
            form.sha256.data = seen  # what is confirmed next is the hash on this page, never the one sent before
        steps[name] = form
    return steps


class ErratumForm(BilingualForm):
    texts = ("text",)

    text_es = TextAreaField(_l("What was wrong, and what is right"), [DataRequired(required()), Length(max=4000)])
    text_en = TextAreaField(_l("The same, in English"), [Length(max=4000)])


class CorrectionForm(ErratumForm):
    annuls = BooleanField(
        _l("A round does not count, and is judged again"),
        description=_l("Everybody who took part is told, as of every erratum."),
    )
