"""The forms of the deliberation. Projects are chosen by keys: their slugs may be the names of their teams."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from hackathon.forms import BaseForm, required
from hackathon.results.deliberation import Candidate

PUBLISHED = _l("It is published with the results.")


class ReasonForm(BaseForm):
    """A written reason, and nothing else."""

    reason = TextAreaField(_l("Reason"), [DataRequired(required()), Length(min=20, max=2000)], description=PUBLISHED)


class TakingBackForm(ReasonForm):
    reason = TextAreaField(
        _l("Why it is taken back"),
        [DataRequired(required()), Length(min=20, max=2000)],
        description=_l("For the jury and the organisers."),
    )


class OrderForm(ReasonForm):
    """The order of some projects: one list per place, and the reason."""

    def order(self) -> list[str]:
        """The keys from the lists, best first."""
        return [field.data for field in self if field.short_name.startswith("step_")]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        chosen = self.order()
        if valid and len(set(chosen)) < len(chosen):
            self.refusals.append(gettext("One project stands there twice: choose each of them once."))
            self.status, valid = 422, False
        return valid


def order_form(candidates: Sequence[Candidate], prefix: str) -> OrderForm:
    """A form with as many lists as there are projects, as they stand."""
    titles = {one.key: one.title for one in candidates}
    lists = {
        f"step_{step}": SelectField(_l("Number %(step)s of these", step=step), choices=titles, default=one.key)
        for step, one in enumerate(candidates, start=1)
    }
    made: OrderForm = type("OrderForm", (OrderForm,), lists)(prefix=prefix)
    return made


class CandidateForm(ReasonForm):
    """A project, and why."""

    entry = SelectField(_l("Project"), [DataRequired(required())])

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry.choices = {"": gettext("Choose a project"), **{one.key: one.title for one in candidates}}


class VoteForm(BaseForm):
    entry = RadioField(_l("Whom do you put first?"), [DataRequired(required())])

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry.choices = {one.key: one.title for one in candidates}


class NoteForm(BaseForm):
    text = TextAreaField(_l("A note"), [DataRequired(required()), Length(max=4000)])
