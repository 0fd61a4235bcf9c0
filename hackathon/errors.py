"""What our code raises. Classes only; reasons are gettext sources (`N_`), translated at the edge."""

from typing import Any


class RuleBroken(Exception):
    """A refusal that a person reads: what, why and what to do. `field` names the form field it belongs to."""

    status = 422

    def __init__(self, reason: str, *, field: str | None = None, **values: Any) -> None:
        super().__init__(reason % values if values else reason)
        self.reason = reason
        self.field = field
        self.values = values


class NotAllowed(RuleBroken):
    """The thing may be seen, but this act is refused for this person or at this moment."""

    status = 403


class Stale(RuleBroken):
    """Somebody saved after this form was opened: both texts are shown, a person merges them."""

    status = 409


class Busy(RuleBroken):
    """The database could not be reached in time; nothing was stored and trying again is right."""

    status = 503


class FormRefused(Exception):
    """A refusal on its way to the form that was sent: the page is made again, with the form telling it."""

    def __init__(self, refusal: RuleBroken, form: Any) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.form = form


class AlreadyDone(Exception):
    """This very form was received before: the first answer (an address, or None) is given again."""

    def __init__(self, location: str | None) -> None:
        super().__init__(location or "")
        self.location = location


class PortalUnavailable(Exception):
    """A portal, or any outside address, could not be read: `reason` says why in words, `url` where."""

    def __init__(self, url: str, reason: str = "", **values: Any) -> None:
        super().__init__(f"{url}: {reason % values if values else reason}")
        self.url = url
        self.reason = reason
        self.values = values


class AddressRefused(PortalUnavailable):
    """We do not go there: a private network, another port, a spelling that hides where it leads. Never tried again."""


class PortalTooSlow(PortalUnavailable):
    """The answer did not arrive, or did not end, within the time that was given."""


class PortalTooLarge(PortalUnavailable):
    """The answer is larger than what is read; asking for less may help."""


class PortalBusy(PortalUnavailable):
    """The portal asks for patience: `wait` seconds, when it said how many."""

    def __init__(self, url: str, reason: str = "", *, wait: float | None = None, **values: Any) -> None:
        super().__init__(url, reason, **values)
        self.wait = wait


class HostSilent(PortalUnavailable):
    """A host that gave no answer again and again is left alone for a while: it was not asked."""


class TurnTaken(PortalBusy):
    """Other work of ours is asking this host, and is slow: nothing is known of the portal."""


class NotTheAnswer(PortalUnavailable):
    """Something arrived, and it is not what such a portal answers: a page for people, broken or twisted JSON."""


class Misconfigured(Exception):
    """The application refuses to start, and says which setting or declaration is wrong."""
