"""The way into the jury: the page behind the link of an invitation."""

from typing import Any

from flask import current_app, render_template, url_for
from wtforms.fields import SelectChoice

from hackathon.database import language, transaction
from hackathon.forms import ButtonForm, done
from hackathon.jury import invitation_actions, invitation_queries
from hackathon.jury.blueprint import bp
from hackathon.jury.forms import AcceptForm
from hackathon.jury.models import JurorInvitation
from hackathon.pages import me, rule


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@rule("jury.accept", load=invitation_queries.invitation_with_token)
def invitation(invitation: JurorInvitation) -> Any:
    form = ButtonForm() if invitation.accepted_at else AcceptForm()
    teams = invitation_queries.teams_to_declare(invitation.event)
    if isinstance(form, AcceptForm):
        form.conflicts.choices = [SelectChoice(team.id, team.name) for team in teams]
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


def _join(form: Any, invitation: JurorInvitation, *, now: Any) -> Any:
    who = {"language": language.get(), "by": me(), "now": now}
    if isinstance(form, AcceptForm):
        return invitation_actions.accept(invitation, conflicts=form.conflicts.data, cause=form.cause.data, **who)
    return invitation_actions.enter(invitation, **who)
