"""One's own account, and the confirmation that its address is one's own: by the link of a mail, sent again if need be."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.accounts import actions, link_actions, queries
from hackathon.accounts.blueprint import bp
from hackathon.accounts.forms import ProfileForm
from hackathon.accounts.models import MailedLink, Person
from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule


@bp.route("/account", methods=["GET", "POST"])
@rule("accounts.manage_own", load=queries.own_account)
def account(person: Person) -> Any:
    form = ProfileForm(obj=person)
    if form.validate_on_submit():
        with transaction(person, report_to=form) as now:
            actions.edit_profile(person, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("site.home"))
    return _page(person, form, ButtonForm(formdata=None)), form.status


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@rule("accounts.confirm", load=queries.confirmation_link)
def confirm(link: MailedLink) -> Any:
    if link.person.confirmed_at is None:
        link_actions.refuse_dead_link(link, now=clock.now())
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(link, report_to=form) as now:
            link_actions.confirm(link, by=me(), now=now)
            flash(_("Thank you: the address is confirmed as yours."))
            return done(url_for("accounts.account"))
    return render_template("accounts/confirm.html", form=form, person=link.person), form.status


@bp.route("/account/confirmation", methods=["POST"])
@rule("accounts.manage_own", load=queries.own_account)
def send_confirmation(person: Person) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(person, report_to=form) as now:
            link_actions.send_confirmation(person, now=now)
            flash(_("The mail is on its way to %(email)s. Look among unwanted mail too.", email=person.email))
            return done(url_for("accounts.account"))
    return _page(person, ProfileForm(formdata=None, obj=person), form), form.status


def _page(person: Person, form: ProfileForm, button: ButtonForm) -> str:
    return render_template("accounts/account.html", person=person, form=form, button=button)
