"""The forms of portals."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from hackathon.forms import BaseForm, required
from hackathon.portal.kinds import Capabilities
from hackathon.portal.models import DataPortal

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


class ReadingForm(BaseForm):
    """How often a portal is read without being asked. A key is taken and never shown again. Only what its kind has."""

    every_hours = IntegerField(
        _l("Hours between readings"),
        [InputRequired(required()), NumberRange(min=0, max=24 * 30)],
        description=_l("0: only when somebody asks. A portal that does not answer is left alone for longer each time."),
    )
    api_key = PasswordField(
        _l("Key for its API"),
        [Length(max=200)],
        description=_l("It is kept, sent to this portal alone, and never shown. Left empty, it stays as it is."),
    )

    forgets_key = BooleanField(_l("Forget the key that is kept"))

    def __init__(self, portal: DataPortal, capabilities: Capabilities) -> None:
        super().__init__(obj=portal)
        if not capabilities.needs_key or not portal.api_key:
            del self.forgets_key
        if not capabilities.needs_key:
            del self.api_key
        if capabilities.is_uploaded:  # nobody is asked: the same file tells nothing new
            del self.every_hours


class CorrectionForm(BaseForm):
    """What is wrong about a portal itself."""

    name = StringField(_l("Name"), [DataRequired(required()), Length(max=200)])
    base_url = StringField(
        _l("Address of the portal"),
        [DataRequired(required()), Length(max=LONGEST_ADDRESS)],
        description=_l(
            "Where its catalogue is asked for. It is read there from the next reading on, as the same kind; a key that "
            "was kept for the old address is forgotten."
        ),
        render_kw={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    is_retired = BooleanField(
        _l("Retire this portal"),
        description=_l(
            "It is not read any more and stands in no list. Its datasets keep their pages and stay in the challenges and "
            "projects that use them. You can bring it back."
        ),
    )

    def __init__(self, portal: DataPortal, capabilities: Capabilities) -> None:
        super().__init__(obj=portal, is_retired=portal.retired_at is not None)
        if capabilities.is_uploaded:
            del self.base_url


class HarvestForm(BaseForm):
    """Ask for a walk through the catalogue."""

    believes_absences = BooleanField(_l("Believe the portal even if a large part of its catalogue is gone"))


class WithdrawalForm(BaseForm):
    """Why a kept copy is given to nobody any more."""

    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(required()), Length(max=500)],
        description=_l("Everybody reads it where the copy was: for example that it holds people's data, or an order."),
        render_kw={"rows": 3},
    )


class ImportForm(BaseForm):
    """A catalogue as a file: for a portal that is here, or for a new one with a name."""

    file = FileField(
        _l("File"),
        [FileRequired(_l("Choose a file."))],
        description=_l("A table (CSV) with one line per file, or a list (JSON). Its columns are explained below."),
        render_kw={"accept": ".csv,.tsv,.txt,.json,.jsonld,.rdf,.ttl,.xml"},
    )
    portal = SelectField(_l("Catalogue"), description=_l("A newer file takes the place of the last one."))
    name = StringField(_l("Name"), [Length(max=200)], description=_l("How a new catalogue is called here."))
    url = StringField(
        _l("Address of the portal"),
        [Length(max=LONGEST_ADDRESS)],
        description=_l("Where people find a new catalogue on the web, if anywhere."),
        render_kw={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )

    def offer(self, portals: Sequence[DataPortal]) -> None:
        """The catalogues that a newer file may be for."""
        self.portal.choices = [("", _l("A new one")), *((portal.slug, portal.name) for portal in portals)]

    def content(self) -> bytes:
        """The bytes of the file; the request may be carried out again, so it is read from its start."""
        self.file.data.stream.seek(0)
        return bytes(self.file.data.stream.read())
