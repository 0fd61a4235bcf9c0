"""BaseForm: what every form of the product shares. It trims, remembers, reports refusals and never loses text."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from email_validator import EmailNotValidError, validate_email
from flask import redirect, request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from sqlalchemy import Integer, String, select, update
from sqlalchemy.orm import Mapped, Session
from werkzeug.wrappers import Response
from wtforms import HiddenField, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from hackathon import clock
from hackathon.audit import UNAUDITED
from hackathon.database import AFTER_BEGIN, Base, Instant, Words, db, insert_unless_there, personal, public, secret
from hackathon.errors import AlreadyDone, RuleBroken, Stale
from hackathon.pages import me
from hackathon.passing import MONTH, PASSING
from hackathon.text import LONGEST_EMAIL, N_, one_line, trimmed

HOUR = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
"""How browsers send an hour on the wall."""


class ReceivedForm(Base):
    """A form that was stored, by its key: the same form sent twice has one effect and one answer."""

    __tablename__ = "received_form"
    __table_args__ = {"info": UNAUDITED}

    id: Mapped[str] = secret(String(64), primary_key=True)
    person_id: Mapped[int | None] = personal(Integer)
    endpoint: Mapped[str] = public(String(80))
    location: Mapped[str | None] = public(String(500))
    received_at: Mapped[datetime] = public(Instant, index=True)


class BaseForm(FlaskForm):
    """A form with its field list, the version it was opened at, and a key of its own.

    `report()` takes a refusal: it appears at its field or above the form, and `status` is the answer's.
    """

    unnamed: ClassVar[frozenset[str]] = frozenset({"csrf_token", "version", "idempotency_key"})

    version = IntegerField(validators=[Optional()], widget=HiddenInput())
    idempotency_key = HiddenField(default=lambda: secrets.token_urlsafe(16))

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, StringField) and not issubclass(
                unbound_field.field_class, PasswordField
            ):
                is_whole = issubclass(unbound_field.field_class, TextAreaField | HiddenField)
                shape = trimmed if is_whole else one_line
                options["filters"] = [*unbound_field.kwargs.get("filters", ()), shape]
            return unbound_field.bind(form=form, **options)

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        self.subject = obj
        self.status = 200
        self.refusals: list[str] = []
        self.is_stale = False
        super().__init__(*args, obj=obj, **kwargs)

    @property
    def name_on_page(self) -> tuple[str, str]:
        """What tells this form from another on the same page."""
        return type(self).__name__, self._prefix

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if not valid:
            self.status = 422
        return valid

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether this form was sent and its shape is right; False too when it was just refused, and says so."""
        refused = db.session.info.get("refused")
        # By name: a form with as many fields as there are things to choose is a class made for the page.
        if refused is not None and refused.form.name_on_page == self.name_on_page:
            db.session.info["refused"] = None
            self.validate(extra_validators)
            self.report(refused.refusal)
            return False
        return bool(super().validate_on_submit(extra_validators))

    def report(self, refusal: RuleBroken) -> None:
        """Put a refusal where the person reads it; what they typed stays in the fields."""
        words = gettext(refusal.reason, **refusal.values)
        self.status = refusal.status
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.refusals.append(words)
        else:
            field.errors = [*field.errors, words]
        if isinstance(refusal, Stale):
            self.is_stale = True
            # Saving once more is then a decision made with both texts in view.
            self.version.raw_data = None
            self.version.data = self.subject.version

    def instead_of(self, refused: "BaseForm") -> Self:
        """This form, shown where another was refused, with what that one had to say."""
        self.status = refused.status
        self.refusals += refused.refusals
        for name, field in self._fields.items():
            if name not in self.unnamed and name in refused._fields:
                field.errors = [*field.errors, *refused._fields[name].errors]
        return self

    def changes(self) -> dict[str, Any]:
        """The values of this form's own fields: what an action is handed, never more."""
        return {name: field.data for name, field in self._fields.items() if name not in self.unnamed}

    def saved(self, name: str) -> Any:
        """What is stored now for this field: a form whose fields are not plain columns says it itself."""
        return getattr(self.subject, name, None)

    @property
    def conflicts(self) -> list[tuple[Any, Any]]:
        """(field, stored value) for each field whose stored text differs from the typed one, after a stale save."""
        if not self.is_stale:
            return []
        pairs = ((field, self.saved(name)) for name, field in self._fields.items() if name not in self.unnamed)
        return [(field, stored) for field, stored in pairs if _said(stored) != _said(field.data)]

    @property
    def has_problems(self) -> bool:
        return bool(self.refusals or any(field.errors for field in self))


def _said(value: Any) -> Any:
    """A value as a person sees it: nothing chosen, nothing typed and no list are all blank; a zero is said."""
    return "" if value is None or value == [] else value


class BilingualForm(BaseForm):
    """A form over texts that exist per language: the column `title` has the fields `title_es` and `title_en`."""

    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        for name in self.texts:
            words = getattr(obj, name, None)
            if words is not None:
                kwargs = {f"{name}_es": words.es, f"{name}_en": words.en} | kwargs
        super().__init__(*args, obj=obj, **kwargs)

    def changes(self) -> dict[str, Any]:
        """The values of the fields, each pair of languages as the Words of its column."""
        values = super().changes()
        for name in self.texts:
            values[name] = Words(values.pop(f"{name}_es") or "", values.pop(f"{name}_en") or "")
        return values

    def saved(self, name: str) -> Any:
        text, _underscore, code = name.rpartition("_")
        if text not in self.texts:
            return super().saved(name)
        return getattr(getattr(self.subject, text), code)


class ButtonForm(BaseForm):
    """A form that is only its button: joining, leaving, publishing."""


def done(location: str) -> Response:
    """The answer of a form that was stored: to `location`; remembered, so that a double click gets the same.

    Called inside the transaction, last: it flushes, so that a broken constraint is still told to the form.
    """
    db.session.flush()
    key = db.session.info.pop("form_key", None)
    if key:
        db.session.execute(update(ReceivedForm).where(ReceivedForm.id == key).values(location=location[:500]))
    return redirect(location, 303)


def _guard(session: Session, root: Any, form: Any) -> None:
    """First thing under the lock: refuse a form that was received before, or opened before the last save."""
    session.info.pop("form_key", None)
    if not isinstance(form, BaseForm):
        return
    if form.idempotency_key.data:
        _remember(session, form)
    if form.subject is not None and hasattr(form.subject, "version") and form.version.data != form.subject.version:
        raise Stale(N_("Somebody saved this while you were writing. Both texts are below: decide, and save again."))


def _remember(session: Session, form: BaseForm) -> None:
    key = form.idempotency_key.data[:64]
    person = me().person
    row = {"person_id": person.id if person else None, "endpoint": request.endpoint}
    if insert_unless_there(ReceivedForm, id=key, received_at=clock.now(), **row):
        session.info["form_key"] = key
        return
    earlier = session.scalars(select(ReceivedForm).where(ReceivedForm.id == key)).one()
    if (earlier.person_id, earlier.endpoint) == (row["person_id"], row["endpoint"]):
        raise AlreadyDone(earlier.location)
    raise RuleBroken(N_("This form was already used. Open the page again; what you typed is still below."))


def email_address(form: Any, field: Any) -> None:
    """A well-formed address; whether it exists is not asked."""
    try:
        if len(field.data or "") > LONGEST_EMAIL:  # before anything reads it letter by letter
            raise EmailNotValidError
        field.data = validate_email(field.data or "", check_deliverability=False).normalized
    except EmailNotValidError as wrong:
        raise ValidationError(gettext("This is not an e-mail address. It looks like name@place.pe.")) from wrong


def required() -> str:
    """The words of a missing answer."""
    return lazy_gettext("Fill in this field.")


AFTER_BEGIN.append(_guard)
PASSING.append((ReceivedForm.received_at, MONTH))
