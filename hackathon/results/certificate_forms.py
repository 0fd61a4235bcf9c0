"""The forms of certificates: who signs them, and why one is withdrawn."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from hackathon.forms import BaseForm, required
from hackathon.results.paper_models import PaperDetails

MOST_SIGNATORIES = 3


class SignatoriesForm(BaseForm):
    """Up to three people who sign, each with their office."""

    name_1 = StringField(_l("Who signs first"), [Length(max=120)])
    office_1 = StringField(_l("In what office"), [Length(max=160)])
    name_2 = StringField(_l("Who signs second"), [Length(max=120)])
    office_2 = StringField(_l("In what office, the second"), [Length(max=160)])
    name_3 = StringField(_l("Who signs third"), [Length(max=120)])
    office_3 = StringField(_l("In what office, the third"), [Length(max=160)])

    def __init__(self, *args: Any, obj: PaperDetails | None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, data=_fields(obj), **kwargs)

    def people(self) -> list[dict[str, str]]:
        """The named ones, in their order."""
        pairs = [
            {"name": self[f"name_{place}"].data or "", "office": self[f"office_{place}"].data or ""}
            for place in range(1, MOST_SIGNATORIES + 1)
        ]
        return [pair for pair in pairs if pair["name"]]

    def saved(self, name: str) -> Any:
        return _fields(self.subject).get(name)


class WithdrawalForm(BaseForm):
    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(required()), Length(min=10, max=500)],
        description=_l("Whoever checks the certificate reads it."),
    )


def _fields(details: PaperDetails | None) -> dict[str, str]:
    people = details.signatories if details else []
    return {f"{part}_{place}": one[part] for place, one in enumerate(people, 1) for part in ("name", "office")}
