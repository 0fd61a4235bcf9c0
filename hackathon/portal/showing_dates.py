"""The dates that portals say, as pages show them: a day stays that day, an instant has its hour in Lima."""

import re
from datetime import datetime

from babel.dates import format_date

from hackathon.database import language
from hackathon.portal.blueprint import bp
from hackathon.portal.dates import day_of, is_day
from hackathon.show import LOCALES, PATTERNS, local_time

# What history keeps of an instant, at the end of its text: the name of a file may stand before it.
_KEPT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00\Z")


@bp.app_template_filter()
def portal_day(when: datetime) -> str:
    """The day of an instant that a portal says."""
    return format_date(day_of(when), PATTERNS[language.get()]["date"], locale=LOCALES[language.get()])


@bp.app_template_filter()
def kept_date(text: str) -> str:
    """A text of the history that ends with an instant, with that instant in words."""
    written = _KEPT.search(text)
    if written is None:
        return text
    when = datetime.fromisoformat(written[0])
    return text[: written.start()] + (portal_day(when) if is_day(when) else local_time(when, style="full"))
