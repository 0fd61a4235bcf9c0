"""The page where a catalogue is handed in as a file."""

from typing import Any

from flask import current_app, flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.forms import done
from hackathon.pages import me, rule
from hackathon.portal import upload_actions, upload_queries
from hackathon.portal.blueprint import bp
from hackathon.portal.forms import ImportForm
from hackathon.portal.kinds.manual_table import COLUMNS


@bp.route("/portals/import", methods=["GET", "POST"])
@rule("portal.add")
def import_catalogue() -> Any:
    here = upload_queries.uploaded_portals()
    form = ImportForm(portal=request.args.get("portal", ""))
    form.offer(here)
    if form.validate_on_submit():
        content, file_name = form.content(), form.file.data.filename or ""
        chosen = next((one for one in here if one.slug == form.portal.data), None)
        with transaction(chosen, report_to=form) as now:
            if chosen is None:
                known = {"name": form.name.data or "", "address": form.url.data or ""}
                chosen, _run = upload_actions.hand_in_new(content, file_name=file_name, by=me(), now=now, **known)
            else:
                upload_actions.hand_in(chosen, content, file_name=file_name, by=me(), now=now)
            flash(_("The file was handed in. It is being read."))
            return done(url_for("portal.portal", portal=chosen.slug))
    most = current_app.config["MAX_BODY"]
    return render_template("portal/import_catalogue.html", form=form, columns=COLUMNS, most=most), form.status
