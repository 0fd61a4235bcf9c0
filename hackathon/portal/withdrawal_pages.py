"""Withdrawing a kept copy: administrators only, with the reason that everybody then reads."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.forms import done
from hackathon.pages import me, rule
from hackathon.permissions import Standing
from hackathon.portal import pin_actions, pin_queries, queries
from hackathon.portal.blueprint import bp
from hackathon.portal.forms import WithdrawalForm
from hackathon.portal.pin_models import PinnedFile


def copy_at(viewer: Standing, portal: str, dataset: str, resource: str, revision: int) -> PinnedFile | None:
    """The copy of an address, for administrators, while its content was not withdrawn.

    To all others there is nothing here: a refusal would tell which datasets a sealed challenge stands on.
    """
    if not viewer.is_administrator:
        return None
    found = queries.dataset_at(viewer, portal, dataset)
    copy = pin_queries.copy_at(found, resource, revision) if found is not None else None
    return None if copy is None or pin_queries.withdrawals_among([copy.sha256]) else copy


@bp.route("/datasets/<portal>/<dataset>/<resource>/copies/<int:revision>/withdrawal", methods=["GET", "POST"])
@rule("portal.withdraw_copy", load=copy_at)
def withdraw_copy(copy: PinnedFile) -> Any:
    form, dataset = WithdrawalForm(), copy.dataset
    if form.validate_on_submit():
        with transaction(copy, report_to=form) as now:
            pin_actions.withdraw(copy, reason=form.reason.data, by=me(), now=now)
            flash(_("The copy is withdrawn. Its bytes are being removed."))
            return done(url_for("site.dataset", portal=dataset.portal.slug, dataset=dataset.slug))
    return render_template("portal/withdraw_copy.html", form=form, dataset=dataset, copy=copy), form.status
