"""Who may do what with accounts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_


@permission("accounts.sign_up", public=True)
def may_sign_up(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever is not signed in."""
    yield not person.is_signed_in, N_("You are signed in already. Sign out first to open another account.")


@permission("accounts.sign_in", public=True)
def may_sign_in(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody; too many tries for one account from one address are refused when they are counted."""
    return iter(())


@permission("accounts.manage_own")
def may_manage_own(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The person themselves."""
    yield thing is None or thing.id == person.person.id, N_("This account is somebody else's.")


@permission("accounts.confirm")
def may_confirm(person: Standing, link: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The person of the link, signed in: whoever got a mail about an account that another opened confirms nothing."""
    words = N_("This link is for another account. Sign out, and sign in with the address it was sent to.")
    yield link is None or link.person_id == person.person.id, words


@permission("accounts.see_outbox", public=True)
def may_see_outbox(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody, in a demo only: elsewhere the page does not exist."""
    return iter(())
