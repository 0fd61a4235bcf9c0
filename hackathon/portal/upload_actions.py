"""Handing in a catalogue as a file: for a new portal, or a newer one for a portal that is here. A worker reads it."""

from datetime import datetime

from hackathon import net
from hackathon.database import db
from hackathon.errors import AddressRefused, RuleBroken
from hackathon.permissions import Standing, ensure
from hackathon.portal import actions, harvest_actions, policy, queries, upload_queries
from hackathon.portal.detect import plain
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.kinds import Match
from hackathon.portal.kinds.manual import Manual
from hackathon.portal.models import FILE_ADDRESS, DataPortal
from hackathon.portal.upload_models import CatalogueFile
from hackathon.text import N_, slug_of

MB = 1_000_000
LARGEST = 20 * MB  # by the command line; what a page takes ends at MAX_BODY
BEGINNING = 65_536

# What begins so is no text that anybody wrote: the first bytes, and what to do instead.
NO_TEXT = {
    b"PK\x03\x04": N_(
        "This is a spreadsheet or a packed file. Open it and save it as CSV (UTF-8), then hand in that one."
    ),
    b"\xd0\xcf\x11\xe0": N_(
        "This is a spreadsheet of the old kind. Open it and save it as CSV (UTF-8), then hand in that one."
    ),
    b"%PDF": N_("This is a PDF. A catalogue is read from a table (CSV) or a list (JSON)."),
}


def hand_in_new(
    content: bytes, *, file_name: str, name: str, address: str = "", by: Standing, now: datetime
) -> tuple[DataPortal, Harvest]:
    """A portal that is this file. `address` is where people find it, if anywhere; the name is needed."""
    ensure(policy.may_add(by, None, at=now))
    _refuse_unless_text(content)
    if not name:
        raise RuleBroken(N_("Give the catalogue a name."), field="name")
    base = _web_address(address) or FILE_ADDRESS + queries.free_slug(slug_of(name, longest=50))
    portal = actions.add(Match(Manual.name, base), [], name=name, by=by, now=now)
    portal.every_hours = 0  # the same file tells nothing new, and would only count absences again
    return portal, _keep(portal, content, file_name, by=by, now=now)


def hand_in(portal: DataPortal, content: bytes, *, file_name: str, by: Standing, now: datetime) -> Harvest:
    """A newer file in place of the last one; refused while that is still being read."""
    ensure(policy.may_harvest(by, portal, at=now))
    if portal.kind != Manual.name:
        raise RuleBroken(N_("This portal is read at its address. A file is handed in only for one that has no API."))
    _refuse_unless_text(content)
    return _keep(portal, content, file_name, by=by, now=now)


def _keep(portal: DataPortal, content: bytes, file_name: str, *, by: Standing, now: datetime) -> Harvest:
    """Store the file, and have it read: both or neither."""
    file = upload_queries.file_of(portal)
    if file is None:
        file = CatalogueFile(portal_id=portal.id)
        db.session.add(file)
    file.name, file.content = file_name[-200:], content
    file.handed_in_by_id, file.handed_in_at = by.person.id if by.person else None, now
    return harvest_actions.ask_for_harvest(portal, by=by, now=now)


def _refuse_unless_text(content: bytes) -> None:
    """Raise RuleBroken for what a look at size and first bytes tells; what it holds is read by a worker."""
    if not content.strip():
        raise RuleBroken(N_("The file is empty."), field="file")
    if len(content) > LARGEST:
        raise RuleBroken(N_("The file is larger than %(most)s MB."), field="file", most=LARGEST // MB)
    for beginning, words in NO_TEXT.items():
        if content.startswith(beginning):
            raise RuleBroken(words, field="file")
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16, which has a zero in every other place
    if b"\0" in content[:BEGINNING] and not is_wide:
        raise RuleBroken(
            N_("This is not a text file. A catalogue is read from a table (CSV) or a list (JSON)."), field="file"
        )


def _web_address(address: str) -> str:
    """The plain address where people find the portal; empty when none was given."""
    if not address:
        return ""
    base = plain(address)
    try:
        net.refuse_unless_askable(base)
    except AddressRefused as refused:
        raise RuleBroken(refused.reason, field="url", **refused.values) from refused
    return base
