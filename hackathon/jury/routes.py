"""Pages of the organisers about their jury; the jurors' and the rubrics' stand in modules of their own."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.jury import (
    device_pages,
    invitation_actions,
    invitation_pages,
    invitation_queries,
    juror_pages,
    paper_pages,
    policy,
    queries,
    round_pages,
    rubric_pages,
    seat_pages,
)
from hackathon.jury.blueprint import bp
from hackathon.jury.desk import Juror
from hackathon.jury.forms import InviteForm
from hackathon.pages import me, rule

PAGES = (
    device_pages,
    invitation_pages,
    juror_pages,
    paper_pages,
    round_pages,
    rubric_pages,
    seat_pages,
)  # importing them registers their routes


@bp.route("/events/<event>/manage/jury", methods=["GET", "POST"])
@rule("jury.manage", load=managed_event)
def manage_jury(event: Event) -> Any:
    form = InviteForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            invited = invitation_actions.invite(event, form.pairs, by=me(), now=now)
            flash(ngettext("%(num)s person invited.", "%(num)s people invited.", len(invited)))
            return done(_jury_page(event))
    return render_template("jury/manage_jury.html", form=form, **_about_jury(event)), form.status


def _about_jury(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "jurors": invitation_queries.jurors_of(event),
        "round": queries.round_of(event),
        "button_form": ButtonForm(formdata=None),
        "may_invite": policy.may_invite(me(), event, at=clock.now()),
    }


def _jury_page(event: Event) -> str:
    return url_for("jury.manage_jury", event=event.slug)


@bp.route("/events/<event>/manage/jury/<invitation>/mail", methods=["POST"])
@rule("jury.manage", load=invitation_queries.juror_with_id)
def send_again(juror: Juror) -> Any:
    return _press(juror, invitation_actions.send_again, _("A new link was sent. The old one no longer works."))


@bp.route("/events/<event>/manage/jury/<invitation>/revocation", methods=["GET", "POST"])
@rule("jury.manage", load=invitation_queries.juror_with_id)
def revoke(juror: Juror) -> Any:
    event = juror.invitation.event
    if (form := ButtonForm()).is_submitted():
        return _press(juror, invitation_actions.revoke, _("The invitation is revoked."))
    return render_template("jury/revoke.html", event=event, juror=juror, form=form)


@bp.route("/events/<event>/manage/jury/<invitation>/chair", methods=["POST"])
@rule("jury.manage", load=invitation_queries.juror_with_id)
def name_chair(juror: Juror) -> Any:
    words = _("%(name)s presides over the jury.", name=juror.invitation.name)
    return _press(juror, invitation_actions.name_chair, words)


def _press(juror: Juror, act: Any, words: str) -> Any:
    """A button at one juror: the act, its words, and the jury's page; a refusal appears above the list."""
    event, form = juror.invitation.event, ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            act(juror.invitation, by=me(), now=now)
            flash(words)
            return done(_jury_page(event))
    return render_template("jury/manage_jury.html", form=InviteForm(formdata=None), pressed=form, **_about_jury(event)), form.status  # fmt: skip
