"""The forms of portals."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from hackathon.forms import BaseForm, required


class AddPortalForm(BaseForm):
    """An address is enough; the name is taken from the portal when it has one."""

    url = StringField(
        _l("Address of the portal"),
        [DataRequired(required()), Length(max=500)],
        description=_l("Any page of it will do, for example https://datosabiertos.example.gob.pe"),
        render_kw={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    name = StringField(_l("Name"), [Length(max=200)], description=_l("Left empty, the portal's own name is taken."))


class HarvestForm(BaseForm):
    """Ask for a walk through the catalogue."""

    believes_absences = BooleanField(_l("Believe the portal even if a large part of its catalogue is gone"))
