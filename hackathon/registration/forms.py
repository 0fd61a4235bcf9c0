"""The forms of somebody's registration."""

from typing import Any

from wtforms import BooleanField

from hackathon.accounts import consent_texts
from hackathon.database import language
from hackathon.forms import BaseForm
from hackathon.registration.actions import OPTIONAL
from hackathon.registration.models import Registration


class ConsentsForm(BaseForm):
    """The optional consents of one event: each may be given and withdrawn at any time."""

    authorship = BooleanField()
    images = BooleanField()
    later_contact = BooleanField()
    sponsors = BooleanField()

    def __init__(self, registration: Registration, standing: set[str], **kwargs: Any) -> None:
        self.standing = standing
        super().__init__(obj=registration, data={purpose.value: purpose in standing for purpose in OPTIONAL}, **kwargs)
        for purpose in OPTIONAL:
            self[purpose.value].label.text = consent_texts.statement(purpose.value, language.get())

    def saved(self, name: str) -> Any:
        return name in self.standing

    @property
    def chosen(self) -> list[Any]:
        return [purpose for purpose in OPTIONAL if self[purpose.value].data]
