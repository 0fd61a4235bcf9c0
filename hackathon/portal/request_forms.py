"""The forms of data requests and of the stewards who answer them."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from hackathon.errors import RuleBroken
from hackathon.forms import BaseForm, email_address, required
from hackathon.portal.lifecycle import RequestState, next_states
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.request_actions import LikeAnother
from hackathon.portal.request_models import DataRequest

OF_A_CHALLENGE = re.compile(r"[a-z0-9-]{1,60}/[A-Z0-9-]{1,10}")
STATES = {
    RequestState.IN_REVIEW: _l("In review: you are looking into it"),
    RequestState.ACCEPTED: _l("Accepted: a unit will publish them by a date"),
    RequestState.PUBLISHED: _l("Published: say where they are"),
    RequestState.DECLINED: _l("Not possible: say why"),
}
ANSWERED = _l("Answered: the answer is below")


class DecidedByState:
    """Obligatory with some states, which the action knows: neither optional nor required on the page."""

    field_flags: ClassVar[dict[str, Any]] = {"conditional": True}

    def __call__(self, form: Any, field: Any) -> None:
        return


class RequestWords(BaseForm):
    """What is needed and why; what is asked about a dataset that is there; or what is wrong in one."""

    title = StringField(
        _l("What do you need?"),
        [DataRequired(required()), Length(max=160)],
        description=_l("In one line, for example: rainfall per hour of each station since 2017."),
    )
    need = TextAreaField(
        _l("What for?"),
        [DataRequired(required()), Length(max=4_000)],
        description=_l(
            "What you want to find out, for which places and years. Everybody reads it; your name is not shown."
        ),
    )

    def speak_of(self, *, is_question: bool, is_fault: bool) -> None:
        """Ask in the words of what it is about."""
        if is_fault:
            self.title.label.text = _l("What is wrong?")
            self.title.description = _l("In one line, for example: the column month says 13 in forty rows.")
            self.need.label.text = _l("Where exactly?")
            self.need.description = _l(
                "The file, the column, the lines, what it says and what it should say. Others confirm it; your name is "
                "not shown."
            )
        elif is_question:
            self.title.label.text = _l("Your question")
            self.title.description = _l("In one line, for example: which months does the column period cover?")


class RequestForm(RequestWords):
    """A new request. About a dataset that is there, the portal is known and not asked."""

    portal = SelectField(_l("Portal"), [DataRequired(_l("Choose the portal that should publish them."))])
    dataset = HiddenField()
    fault = HiddenField()
    challenge = HiddenField()
    has_seen_others = HiddenField()

    def __init__(self, portals: Sequence[DataPortal], *, about: Dataset | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = about
        self.is_like_another = False
        self.is_fault = about is not None and bool(self.fault.data)
        self.portal.choices = [SelectChoice(one.slug, one.name) for one in portals]
        if len(portals) > 1:
            self.portal.choices.insert(0, SelectChoice("", _l("Choose a portal")))
        if about is not None:
            del self.portal
        self.speak_of(is_question=about is not None, is_fault=self.is_fault)

    def report(self, refusal: RuleBroken) -> None:
        super().report(refusal)
        if isinstance(refusal, LikeAnother):
            self.is_like_another = True
            self.has_seen_others.data = "yes"  # sent again, it is asked nevertheless

    @property
    def challenge_ref(self) -> str:
        """Where the need arose, `event/code`; nothing when it is no such address."""
        return self.challenge.data if OF_A_CHALLENGE.fullmatch(self.challenge.data or "") else ""

    @property
    def portal_slug(self) -> str:
        return self.about.portal.slug if self.about is not None else str(self.portal.data)


class RequestChangeForm(RequestWords):
    """The words of a request that is there."""

    def __init__(self, request: DataRequest) -> None:
        super().__init__(obj=request)
        self.speak_of(is_question=request.is_question, is_fault=request.is_fault)


def path_of_ours(address: str | None) -> str | None:
    """The path of a page of this installation; any other address as it is."""
    home = str(current_app.config["PUBLIC_URL"]).rstrip("/")
    return address.removeprefix(home) if address and address.startswith(f"{home}/") else address


class AnswerForm(BaseForm):
    """The state that a request comes to, and what is said with it. Which parts are needed, the state decides."""

    state = RadioField(_l("State"), [InputRequired(_l("Choose one of these."))])
    answer = TextAreaField(
        _l("Answer"),
        [DecidedByState(), Length(max=8_000)],
        description=_l("Whoever asked and whoever supports it gets this by mail, and everybody reads it."),
    )
    responsible_unit = StringField(
        _l("Responsible unit"), [DecidedByState(), Length(max=200)], description=_l("Needed when it is accepted.")
    )
    promised_on = DateField(
        _l("Date of publication"), [DecidedByState(), Optional()], description=_l("Needed when it is accepted.")
    )
    published_url = StringField(
        _l("Address of the data"),
        [DecidedByState(), Length(max=2_000)],
        filters=[path_of_ours],
        description=_l(
            "When they are published. The address of the dataset's page here connects it with this request."
        ),
    )

    def __init__(self, request: DataRequest, *, unit: str = "") -> None:
        super().__init__(obj=request)
        words = STATES | ({RequestState.PUBLISHED: ANSWERED} if request.is_question else {})
        if request.is_question:
            del self.published_url
        self.state.choices = [SelectChoice(state.value, words[state]) for state in next_states(request.state)]
        if not self.is_submitted():
            self.responsible_unit.data = self.responsible_unit.data or unit

    def saved(self, name: str) -> Any:
        if name == "answer":
            return self.subject.answers[-1].text if self.subject.answers else ""
        return super().saved(name)


class StewardForm(BaseForm):
    email = EmailField(_l("E-mail of their account"), [DataRequired(required()), email_address])
    unit = StringField(
        _l("Unit"),
        [DataRequired(required()), Length(max=200)],
        description=_l("In whose name they answer, for example: Gerencia Regional de Salud."),
    )
