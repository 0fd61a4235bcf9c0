"""`flask person`: accounts from the command line."""

import json
import secrets

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from hackathon.accounts import actions, queries
from hackathon.database import transaction
from hackathon.errors import RuleBroken

cli = AppGroup("person", help="People and their accounts.")


@cli.command("create")
@click.argument("email")
@click.option("--name", default="", help="The person's name; the part of the address before @ when left out.")
@click.option("--administrator", is_flag=True, help="Give the whole installation into this person's hands.")
@click.option("--language", type=click.Choice(["es", "en"]), default="es", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a sentence.")
def create(email: str, name: str, administrator: bool, language: str, as_json: bool) -> None:
    """Open an account for EMAIL and print its first password."""
    try:
        email = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as wrong:
        raise click.ClickException(f"{email!r} is not an e-mail address.") from wrong
    password = "-".join(secrets.token_hex(3) for _ in range(3))
    hashed = actions.hash_password(password)
    try:
        with transaction() as now:
            person = queries.person_with_email(email)
            if person is not None:
                raise RuleBroken("An account with this address exists already.")
            person = actions.sign_up(
                name=name or email.partition("@")[0],
                email=email,
                password=password,
                password_hash=hashed,
                language=language,
                is_confirmed=True,  # whoever has the server answers for the address
                now=now,
            )
            if administrator:
                actions.make_administrator(person, now=now)
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if as_json:
        click.echo(json.dumps({"email": email, "password": password, "administrator": administrator}))
    else:
        click.echo(f"Account {email} is open. First password: {password}")
