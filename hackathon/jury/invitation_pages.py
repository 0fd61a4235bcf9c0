"""The way into the jury, or a no to it: the pages behind the link of an invitation; and what a juror tells of themselves."""

from typing import Any

from flask import current_app, flash, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from hackathon.database import language, transaction
from hackathon.forms import ButtonForm, done
from hackathon.jury import invitation_actions, invitation_queries, profile_actions, profile_queries, queries
from hackathon.jury.blueprint import bp
from hackathon.jury.desk import Desk
from hackathon.jury.forms import AcceptForm, BlindAcceptForm, DeclineForm, ProfileForm
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.pages import me, rule


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@rule("jury.accept", load=invitation_queries.invitation_with_token)
def invitation(invitation: JurorInvitation) -> Any:
    form = _form_of(invitation)
    if form.validate_on_submit():
        with transaction(invitation.event, report_to=form) as now:
            person = _join(form, invitation, now=now)
            answer = done(url_for("jury.desk", event=invitation.event.slug))
            if not me().is_signed_in:
                current_app.extensions["sign_in_here"](person, now=now)
            return answer
    must_sign_in = invitation_actions.needs_sign_in(invitation_queries.account_of(invitation)) and not me().is_signed_in
    return render_template(
        "jury/invitation.html", invitation=invitation, form=form, must_sign_in=must_sign_in
    ), form.status


def _form_of(invitation: JurorInvitation) -> Any:
    if invitation.accepted_at:
        return ButtonForm()
    if invitation.event.hides_names:
        return BlindAcceptForm()
    form = AcceptForm()
    form.conflicts.choices = [
        SelectChoice(team.id, team.name) for team in invitation_queries.teams_to_declare(invitation.event)
    ]
    return form


def _join(form: Any, invitation: JurorInvitation, *, now: Any) -> Any:
    who = {"language": language.get(), "by": me(), "now": now}
    if isinstance(form, AcceptForm):
        return invitation_actions.accept(invitation, conflicts=form.conflicts.data, cause=form.cause.data, **who)
    if isinstance(form, BlindAcceptForm):
        return invitation_actions.accept(invitation, ties=form.ties.data or "", **who)
    return invitation_actions.enter(invitation, **who)


@bp.route("/invitations/<token>/declination", methods=["GET", "POST"])
@rule("jury.decline", load=invitation_queries.invitation_with_token)
def decline(invitation: JurorInvitation) -> Any:
    form = DeclineForm()
    if form.validate_on_submit():
        with transaction(invitation.event, report_to=form) as now:
            invitation_actions.decline(invitation, reason=form.reason.data or "", by=me(), now=now)
            flash(_("You declined. Thank you for saying so."))
            return done(url_for("site.event", event=invitation.event.slug))
    return render_template("jury/decline.html", invitation=invitation, form=form), form.status


@bp.route("/events/<event>/jury/profile", methods=["GET", "POST"])
@rule("jury.judge", load=queries.desk)
def profile(desk: Desk) -> Any:
    event, current = desk.event, profile_queries.my_profile(me(), desk.event)
    form = ProfileForm(obj=current)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            profile_actions.edit_profile(event, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("jury.profile", event=event.slug))
    return render_template("jury/profile.html", event=event, form=form), form.status
