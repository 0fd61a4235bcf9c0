"""The forms of a team's own page."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from hackathon.accounts.models import Person
from hackathon.forms import BaseForm, required
from hackathon.teams.models import Team


class RenameForm(BaseForm):
    name = StringField(
        _l("Name of the team"),
        [DataRequired(required()), Length(max=60)],
        description=_l("Up to 60 characters. The address of the team's project stays as it is."),
        render_kw={"autocomplete": "off"},
    )


class SuccessorForm(BaseForm):
    """Who of the others leads the team next."""

    successor = RadioField(_l("Who leads the team next?"), [InputRequired(_l("Choose one of these."))])

    def __init__(self, team: Team, captain: Person, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.others = {person.public_id: person for member in team.members if (person := member.person) is not captain}
        self.successor.choices = [SelectChoice(public_id, person.name) for public_id, person in self.others.items()]

    @property
    def chosen(self) -> Person:
        return self.others[self.successor.data]


class LeaveForm(SuccessorForm):
    """The same for a captain who leaves; everybody else only confirms."""

    def __init__(self, team: Team, person: Person, **kwargs: Any) -> None:
        super().__init__(team, person, **kwargs)
        if team.captain_id != person.id or not self.others:
            del self.successor

    @property
    def successor_if_asked(self) -> Person | None:
        return self.chosen if self.successor else None
