"""What is typed in from a paper sheet: every mark, the comment, and that the signature was seen."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from hackathon.forms import BaseForm
from hackathon.jury.forms import form_of
from hackathon.jury.models import PaperReading
from hackathon.jury.rubric_models import Rubric

SCORE = "score_"


class PaperForm(BaseForm):
    """One person's reading of a paper sheet; the field of each criterion is added by `paper_form()`."""

    comment = TextAreaField(
        _l("Comment to the jury"),
        [Length(max=4_000)],
        description=_l(
            "Word for word, if there is one. Whoever checks the sheet sees what was typed here, and corrects it."
        ),
        render_kw={"rows": 3},
    )
    is_signed = BooleanField(
        _l("The juror's signature stands on this paper."),
        [DataRequired(_l("Without a signature it is no signed sheet: ask its juror."))],
    )

    @property
    def marks(self) -> dict[str, int | None]:
        """The marks typed, by the criterion's key."""
        return {name.removeprefix(SCORE): field.data for name, field in self._fields.items() if name.startswith(SCORE)}


def paper_form(rubric: Rubric, mine: PaperReading | None, comment: str) -> PaperForm:
    """The form with what this person read before; of another's reading it shows the comment alone."""
    marks = {} if mine is None else {f"{SCORE}{key}": mark for key, mark in mine.marks.items()}
    form: PaperForm = form_of(rubric, PaperForm)(data={**marks, "comment": comment})
    return form
