"""The forms of minutes and errata: the secretary's words, over what the platform knows."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateTimeLocalField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from hackathon.forms import HOUR, BaseForm, required
from hackathon.pages import LANGUAGES
from hackathon.results.minutes_content import OBLIGATORY, Facts, ground_key
from hackathon.results.paper_models import MinutesDraft

LONGEST = 4_000


class DraftForm(BaseForm):
    """A form over the texts of a draft: they are one column, so that their fields are read and written here."""

    def __init__(self, *args: Any, obj: MinutesDraft | None, texts: Any, **kwargs: Any) -> None:
        self.texts = texts
        super().__init__(*args, obj=obj, data={name: _of_text(value) for name, value in texts.items()}, **kwargs)

    def changes(self) -> dict[str, Any]:
        """The values of the fields, as the column holds them."""
        return {name: _as_text(value) for name, value in super().changes().items()}

    def saved(self, name: str) -> Any:
        return _of_text(self.subject.texts.get(name)) if self.subject else None


class MinutesForm(DraftForm):
    """What minutes need beside the frozen order. Hours are those on the wall of the event's place."""

    language = SelectField(_l("Language of the minutes"), choices=LANGUAGES)
    place = StringField(_l("Place of the session"), [Length(max=300)])
    opened = DateTimeLocalField(_l("The session opened at"), [Optional()], format=HOUR)
    closed = DateTimeLocalField(_l("The session closed at"), [Optional()], format=HOUR)
    legal_base = TextAreaField(
        _l("Legal base"),
        [Length(max=LONGEST)],
        description=_l("The resolution and the rules that the contest rests on."),
    )
    attendants = TextAreaField(
        _l("Who attended"),
        [Length(max=LONGEST)],
        description=_l("One person a line: name; in what capacity. Each gets a place to sign."),
    )
    mentions = TextAreaField(_l("Honourable mentions"), [Length(max=LONGEST)])
    dissent = TextAreaField(_l("Dissent"), [Length(max=LONGEST)])
    observations = TextAreaField(_l("Observations"), [Length(max=LONGEST)])
    names_shown = BooleanField(
        _l("Name the jurors in the annex of score sheets"),
        description=_l("Otherwise each stands under a code. Decide with the jury."),
    )


def minutes_form(facts: Facts, draft: MinutesDraft | None, texts: Any) -> MinutesForm:
    """The form with a ground for each winner and a reason for each project left out."""
    grounds = {
        ground_key(prize.position, entry): TextAreaField(
            _l("%(prize)s, for “%(title)s”", prize=prize.name, title=facts.named(entry)[0]),
            [Length(max=LONGEST)],
        )
        for prize, entry in facts.winners
    }
    exclusions = {
        f"exclusion_{entry}": StringField(_l("Why “%(title)s” was not judged", title=project.title), [Length(max=300)])
        for entry, project in facts.excluded.items()
    }
    made = type("MinutesForm", (MinutesForm,), grounds | exclusions)
    form: MinutesForm = made(obj=draft, texts=texts)
    for name in [*(name for name, _reason in OBLIGATORY), *grounds, *exclusions]:
        form[name].flags.conditional = True  # a draft may lack it, issued minutes may not
    return form


class ErratumForm(DraftForm):
    language = SelectField(_l("Language of the erratum"), choices=LANGUAGES)
    says = TextAreaField(_l("What the minutes say"), [DataRequired(required()), Length(max=LONGEST)])
    should_say = TextAreaField(_l("What they should say"), [DataRequired(required()), Length(max=LONGEST)])
    reason = TextAreaField(_l("Reason"), [DataRequired(required()), Length(max=LONGEST)])


def _as_text(value: Any) -> Any:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value


def _of_text(value: Any) -> Any:
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  # an hour on the wall
    except (TypeError, ValueError):
        return value
