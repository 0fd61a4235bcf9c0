"""Privacy and accessibility: models of texts that come with the platform, and that an installation may replace.

A file of the same name in DATA_DIR/texts (`privacy.es.md`, `accessibility.en.md` …) is shown instead of the model.
"""

from pathlib import Path
from string import Template
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _

from hackathon.database import language
from hackathon.pages import rule
from hackathon.site.blueprint import bp

MODELS = Path(__file__).parent / "texts"


@bp.route("/privacy")
@rule("anyone")
def privacy() -> Any:
    return render_template("site/text.html", title=_("Privacy"), text=_text("privacy"))


@bp.route("/accessibility")
@rule("anyone")
def accessibility() -> Any:
    return render_template("site/text.html", title=_("Accessibility"), text=_text("accessibility"))


def _text(name: str) -> str:
    own = Path(current_app.config["DATA_DIR"]) / "texts" / f"{name}.{language.get()}.md"
    file = own if own.is_file() else MODELS / own.name
    settings = current_app.config
    contact = settings["CONTACT_EMAIL"] or _("whoever runs this installation")
    return Template(file.read_text(encoding="utf-8")).safe_substitute(contact=contact, site_name=settings["SITE_NAME"])
