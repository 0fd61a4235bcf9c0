"""The forms of portals."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from hackathon.forms import BaseForm, required

LONGEST_ADDRESS = 490  # https:// is put before it, and the column holds 500


class AddPortalForm(BaseForm):
    """An address is enough; the name is taken from the portal when it has one."""

    url = StringField(
        _l("Address of the portal"),
        [DataRequired(required()), Length(max=LONGEST_ADDRESS)],
        description=_l("Any page of it will do, for example https://datosabiertos.example.gob.pe"),
        render_kw={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    name = StringField(_l("Name"), [Length(max=200)], description=_l("Left empty, the portal's own name is taken."))


class RecognisedPortalForm(BaseForm):
    """The portal is known by now; how it is called here is a person's to say."""

    name = StringField(_l("Name"), [Length(max=200)], description=_l("How it is called here. Change it as you wish."))


class HarvestForm(BaseForm):
    """Ask for a walk through the catalogue."""

    believes_absences = BooleanField(_l("Believe the portal even if a large part of its catalogue is gone"))
