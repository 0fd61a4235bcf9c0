"""Pages of the jury: the rubric for everybody, invitations, a juror's desk, the organisers' two pages."""

from typing import Any

from flask import Blueprint, current_app, flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from hackathon import clock
from hackathon.database import language, transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event, visible_event
from hackathon.forms import ButtonForm, done
from hackathon.jury import actions, invitation_actions, invitation_queries, policy, queries
from hackathon.jury.desk import Desk, Juror
from hackathon.jury.forms import AcceptForm, InviteForm, RecuseForm, sheet_form
from hackathon.jury.models import JurorInvitation, JuryAssignment
from hackathon.jury.rubric_actions import edit_rubric
from hackathon.jury.rubric_form import RubricForm
from hackathon.pages import me, rule

bp = Blueprint("jury", __name__)


@bp.route("/events/<event>/rubric")
@rule("jury.see_rubric", load=visible_event)
def rubric(event: Event) -> Any:
    return render_template("jury/rubric.html", event=event, rubric=queries.rubric_of(event))


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


@bp.route("/events/<event>/jury")
@rule("jury.judge", load=queries.desk)
def desk(desk: Desk) -> Any:
    return render_template("jury/desk.html", desk=desk, event=desk.event)


@bp.route("/events/<event>/jury/<assignment>", methods=["GET", "POST"])
@rule("jury.judge", load=queries.my_assignment)
def sheet(assignment: JuryAssignment) -> Any:
    event = assignment.round.event
    own = queries.desk_in(event, me().person)
    form = sheet_form(own.rubric, assignment.sheet)
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            actions.save_sheet(assignment, scores=form.scores, comment=form.comment.data or "", by=me(), now=now)
            return done(_after(assignment))
    verdict = policy.may_score(me(), assignment, at=clock.now())
    shown = queries.project_as_handed_in(assignment.project)
    return render_template("jury/sheet.html", assignment=assignment, event=event, desk=own, form=form, project=shown, verdict=verdict), form.status  # fmt: skip


def _after(assignment: JuryAssignment) -> str:
    """To the next project without a whole sheet; to the signature when there is none."""
    event = assignment.round.event
    following = queries.desk_in(event, me().person).after(assignment)
    if following is None:
        return url_for("jury.sign", event=event.slug)
    return url_for("jury.sheet", event=event.slug, assignment=following.assignment.public_id)


@bp.route("/events/<event>/jury/<assignment>/recusal", methods=["GET", "POST"])
@rule("jury.recuse", load=queries.my_assignment)
def recusal(assignment: JuryAssignment) -> Any:
    event, form = assignment.round.event, RecuseForm()
    if form.validate_on_submit():
        with transaction(assignment, report_to=form) as now:
            actions.recuse(assignment, cause=form.cause.data, by=me(), now=now)
            flash(_("You do not judge “%(project)s”.", project=assignment.project.title))
            return done(url_for("jury.desk", event=event.slug))
    return render_template("jury/recusal.html", assignment=assignment, event=event, form=form), form.status


@bp.route("/events/<event>/jury/sign", methods=["GET", "POST"])
@rule("jury.judge", load=queries.desk)
def sign(desk: Desk) -> Any:
    form = ButtonForm(obj=desk)
    if form.validate_on_submit():
        with transaction(desk.event, report_to=form) as now:
            signed = actions.sign(desk, by=me(), now=now)
            flash(ngettext("%(num)s sheet signed.", "%(num)s sheets signed.", len(signed)))
            return done(url_for("jury.desk", event=desk.event.slug))
    verdict = policy.may_sign(me(), desk.event, at=clock.now())
    return render_template("jury/sign.html", desk=desk, event=desk.event, form=form, verdict=verdict), form.status


@bp.route("/events/<event>/manage/rubric", methods=["GET", "POST"])
@rule("jury.manage", load=managed_event)
def manage_rubric(event: Event) -> Any:
    current = queries.rubric_of(event)
    form = RubricForm(current)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            edit_rubric(current, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("jury.manage_rubric", event=event.slug))
    verdict = policy.may_edit_rubric(me(), current, at=clock.now())
    return render_template(
        "jury/manage_rubric.html", event=event, rubric=current, form=form, verdict=verdict
    ), form.status


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
        "projects": len(queries.projects_to_judge(event)),
        "button_form": ButtonForm(formdata=None),
        "may_invite": policy.may_invite(me(), event, at=clock.now()),
        "may_open": policy.may_open_round(me(), event, at=clock.now()),
    }


def _jury_page(event: Event) -> str:
    return url_for("jury.manage_jury", event=event.slug)


@bp.route("/events/<event>/manage/jury/round", methods=["POST"])
@rule("jury.manage", load=managed_event)
def open_round(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.open_round(event, by=me(), now=now)
            flash(_("The round is open: every juror has a seat at every project."))
            return done(_jury_page(event))
    return render_template("jury/manage_jury.html", form=InviteForm(formdata=None), pressed=form, **_about_jury(event)), form.status  # fmt: skip


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
