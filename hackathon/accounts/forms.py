"""The forms of accounts."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from hackathon.forms import BaseForm, email_address, required
from hackathon.pages import LANGUAGES


class SignUpForm(BaseForm):
    """Name, address, password: nothing more is asked to begin."""

    name = StringField(_l("Your name"), [DataRequired(required()), Length(max=120)], render_kw={"autocomplete": "name"})
    email = EmailField(_l("E-mail"), [DataRequired(required()), email_address], render_kw={"autocomplete": "email"})
    password = PasswordField(
        _l("Password"),
        [DataRequired(required())],
        description=_l("At least 10 characters. Three or four words together are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
    next = HiddenField()


class SignInForm(BaseForm):
    """Address and password; a text that was typed before signing in travels along, sealed."""

    email = EmailField(_l("E-mail"), [DataRequired(required())], render_kw={"autocomplete": "username"})
    password = PasswordField(_l("Password"), [DataRequired(required())], render_kw={"autocomplete": "current-password"})
    next = HiddenField()
    draft = HiddenField()


class AskForResetForm(BaseForm):
    email = EmailField(_l("E-mail"), [DataRequired(required()), email_address], render_kw={"autocomplete": "email"})


class ResetForm(BaseForm):
    password = PasswordField(
        _l("New password"),
        [DataRequired(required())],
        description=_l("At least 10 characters. Three or four words together are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class ProfileForm(BaseForm):
    name = StringField(_l("Your name"), [DataRequired(required()), Length(max=120)], render_kw={"autocomplete": "name"})
    language = SelectField(_l("Language of pages and mails"), choices=LANGUAGES)


class ChangePasswordForm(ResetForm):
    old_password = PasswordField(
        _l("Present password"), [DataRequired(required())], render_kw={"autocomplete": "current-password"}
    )
