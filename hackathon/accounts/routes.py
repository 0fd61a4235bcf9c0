"""Sign up, in and out; a forgotten password; one's own account; the demo's outbox."""

from datetime import datetime
from typing import Any

from flask import abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import UserMixin, login_user, logout_user
from sqlalchemy import select

from hackathon import clock, outbox
from hackathon.accounts import account_pages, actions, link_actions, queries
from hackathon.accounts.blueprint import bp
from hackathon.accounts.forms import (
    AskForResetForm,
    ChangePasswordForm,
    ResetForm,
    SignInForm,
    SignUpForm,
)
from hackathon.accounts.models import MailedLink, Person
from hackathon.database import db, language, transaction
from hackathon.errors import RuleBroken
from hackathon.forms import ButtonForm, done
from hackathon.pages import forget_this_device, login_manager, me, rule, safe_next
from hackathon.typed_text import kept_text, open_draft, shown_text


class SignedIn(UserMixin):
    """What Flask-Login carries: the person, and the token of this sign-in instead of an id."""

    def __init__(self, person: Person, token: str) -> None:
        self.person, self.token = person, token

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader
def _signed_in(token: str) -> SignedIn | None:
    running = queries.running_session(token, clock.now())
    return SignedIn(running.person, token) if running else None


def sign_in(person: Person, token: str) -> None:
    """Give this browser the sign-in. Whatever it carried before is dropped: no fixation."""
    session.clear()
    g.pop("csrf_token", None)  # made for what was dropped: a page that still follows needs one of the new session
    login_user(SignedIn(person, token))


def _device() -> dict[str, Any]:
    return {
        "device": request.user_agent.string,
        "address": request.remote_addr or "",
        "days": current_app.config["SESSION_DAYS"],
    }


def _home() -> str:
    return url_for("site.home")


@bp.route("/signup", methods=["GET", "POST"])
@rule("accounts.sign_up")
def signup() -> Any:
    form = SignUpForm(next=request.args.get("next"))
    if form.validate_on_submit():
        hashed = actions.hash_password(form.password.data)
        with transaction(report_to=form) as now:
            person = actions.sign_up(
                name=form.name.data,
                email=form.email.data,
                password=form.password.data,
                password_hash=hashed,
                language=language.get(),
                now=now,
            )
            token = actions.begin_session(person, **_device(), now=now)
            answer = done(safe_next(form.next.data) or _home())
            sign_in(person, token)
            return answer
    return render_template("accounts/signup.html", form=form), form.status


@bp.route("/login", methods=["GET", "POST"])
@rule("accounts.sign_in")
def login() -> Any:
    form = SignInForm(next=request.args.get("next"))
    if form.validate_on_submit():
        answer = _try_to_sign_in(form)
        if answer is not None:
            return answer
    return render_template("accounts/login.html", form=form), form.status


def _try_to_sign_in(form: SignInForm) -> Any:
    account, address = form.email.data, request.remote_addr or ""
    person = queries.person_with_email(account)
    try:
        with transaction(person) as now:  # the person's lock: tries at the same moment are counted one after the other
            actions.take_try(account, address, most=current_app.config["SIGN_IN_TRIES"], now=now)
    except RuleBroken as refusal:
        form.report(refusal)
        form.status = 429
        return None
    if not actions.password_fits(person, form.password.data):
        form.report(RuleBroken(_("E-mail and password do not belong together. Check both, or set a new password.")))
        return None
    return _let_in(form, person.id)  # type: ignore[union-attr]  # a fitting password has a person


def _let_in(form: SignInForm, person_id: int) -> Any:
    with transaction(report_to=form) as now:
        fresh = db.session.get_one(Person, person_id)
        actions.forget_tries(form.email.data, request.remote_addr or "")
        _leave_earlier_sign_in(now)
        token = actions.begin_session(fresh, **_device(), now=now)
        answer = done(safe_next(form.next.data) or _home())
        sign_in(fresh, token)
        draft = open_draft(form.draft.data) if form.draft.data else None
        return _resume(draft) if draft else answer


def _leave_earlier_sign_in(now: datetime) -> None:
    """The sign-in that this browser carried so far ends on the server too: nobody could ever sign out of it."""
    actions.end_session(session.get("_user_id", ""), by=me(), now=now)


def _resume(draft: dict[str, Any]) -> Any:
    """After a sign-in in the middle of writing: what was typed, and a button that sends it where it belonged."""
    target = safe_next(draft["to"]) or _home()
    return render_template(
        "accounts/resume.html", target=target, typed=draft["typed"], shown=shown_text(draft["typed"])
    )


def sign_in_page(*, draft: str = "", status: int = 200) -> Any:
    """The sign-in form as an answer to a POST whose sign-in had ended."""
    form = SignInForm(formdata=None, draft=draft)
    return render_template("accounts/login.html", form=form, was_writing=True, typed=kept_text()), status


@bp.route("/logout", methods=["GET", "POST"])
@rule("accounts.sign_in")
def logout() -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction() as now:
            actions.end_session(session.get("_user_id", ""), by=me(), now=now)
        logout_user()
        return forget_this_device(redirect(url_for("accounts.login"), 303))
    return render_template("accounts/logout.html", form=form)


@bp.route("/reset", methods=["GET", "POST"])
@rule("accounts.sign_in")
def ask_for_reset() -> Any:
    form = AskForResetForm()
    if form.validate_on_submit():
        with transaction(report_to=form) as now:
            link_actions.send_reset_link(form.email.data, now=now)
            return done(url_for("accounts.reset_sent"))
    return render_template("accounts/ask_for_reset.html", form=form), form.status


@bp.route("/reset/sent")
@rule("accounts.sign_in")
def reset_sent() -> Any:
    return render_template("accounts/reset_sent.html")


@bp.route("/reset/<token>", methods=["GET", "POST"])
@rule("accounts.sign_in", load=queries.reset_link)
def reset(link: MailedLink) -> Any:
    link_actions.refuse_dead_link(link, now=clock.now())
    form = ResetForm()
    if form.validate_on_submit():
        hashed = actions.hash_password(form.password.data)
        with transaction(link, report_to=form) as now:
            _leave_earlier_sign_in(now)
            person = actions.reset_password(link, password=form.password.data, password_hash=hashed, now=now)
            token = actions.begin_session(person, **_device(), now=now)
            answer = done(_home())
            sign_in(person, token)
            return answer
    return render_template("accounts/reset.html", form=form, person=link.person), form.status


@bp.route("/account/password", methods=["GET", "POST"])
@rule("accounts.manage_own", load=queries.own_account)
def password(person: Person) -> Any:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        fits = actions.password_fits(person, form.old_password.data)
        new = {"password": form.password.data, "password_hash": actions.hash_password(form.password.data)}
        with transaction(person, report_to=form) as now:
            actions.change_password(person, **new, old_fits=fits, by=me(), now=now)
            token = actions.begin_session(person, **_device(), now=now)
            flash(_("Your password is changed. Every other device was signed out."))
            answer = done(_home())
            sign_in(person, token)
            return answer
    return render_template("accounts/password.html", form=form), form.status


@bp.route("/outbox")
@rule("accounts.see_outbox")
def demo_outbox() -> Any:
    if not current_app.config["DEMO"]:
        abort(404)
    newest = select(outbox.Mail).order_by(outbox.Mail.id.desc()).limit(100)
    return render_template("accounts/demo_outbox.html", mails=db.session.scalars(newest).all())


def sign_in_here(person: Person, *, now: datetime) -> None:
    """Sign a person in on this browser, inside the running transaction: for links that stand in for a password."""
    sign_in(person, actions.begin_session(person, **_device(), now=now))


PAGES = (account_pages,)  # importing it registers its routes
EXTENSIONS = {"sign_in_page": sign_in_page, "sign_in_here": sign_in_here}
