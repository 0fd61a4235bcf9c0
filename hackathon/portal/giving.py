"""Whether a kept content is given to people, and why not: one verdict for its page, its address, its clean copy, its sets.

Pure. It knows nothing of who asks: a copy is given to everybody or to nobody.
"""

from dataclasses import dataclass
from enum import StrEnum

from hackathon.portal.profile.contents import Look


class Hold(StrEnum):
    """Why a copy is kept and not given."""

    WITHDRAWN = "withdrawn"  # an administrator gave it up
    CLOSED = "closed"  # its licence did not say that it is open
    PERSONAL = "personal"  # people's data seem to stand in it
    READING = "being_read"  # until then nobody knows whether people's data stand in it
    UNREAD = "could_not_be_read"
    IN_PART = "read_in_part"  # what nobody looked at may be people's data


@dataclass(frozen=True)
class Seen:
    """What was found out about a content."""

    is_urgent: bool
    look: Look


def hold_on(*, is_open: bool, is_withdrawn: bool, seen: Seen | None, is_being_read: bool = False) -> Hold | None:
    """Why it is not given; None where it is. Nothing is taken for harmless because nobody could look at it.

    Documents, pictures and archives, which nobody looks into, are given: their page says that nobody looked.
    """
    if is_withdrawn:
        return Hold.WITHDRAWN
    if not is_open:
        return Hold.CLOSED
    if seen is not None and seen.is_urgent:
        return Hold.PERSONAL
    if seen is not None and seen.look == Look.IN_PART:
        return Hold.IN_PART
    if seen is None or seen.look == Look.UNREAD:
        return Hold.READING if is_being_read else Hold.UNREAD
    return None


def best_of(every: list[Seen]) -> Seen | None:
    """What is known of a content that was read several times, as one format and another; None where it never was.

    What was urgent once is urgent; otherwise whoever saw most knows.
    """
    if not every:
        return None
    looks = [one.look for one in every]
    return Seen(any(one.is_urgent for one in every), min(looks, key=list(Look).index))
