"""The addresses that a declared line stands for: one per relation in which somebody can be to what it names."""

import re

from tests.access.cast import NOWHERE, Stage
from tests.access.declared import Line

# The same word in an address names different things.
SPECIAL = (
    ("code", "/receipts/", "receipt"),
    ("code", "/verify/", "receipt"),
    ("code", "/challenges/", "challenge"),
    ("code", "/manage/certificates/", "certificate"),
    ("code", "/account/papers/", "own certificate"),
    ("number", "/minutes/", "paper"),
    ("token", "/invitations/", "invited"),
    ("token", "/reset/", "reset"),
    ("token", "/confirm/", "confirm"),
    ("dataset", "/offer", "offered"),
    ("number", "/manage/rounds/", "round"),
    ("portal", "/manage/portals/", "unused portal"),
    ("inquiry", "/manage/portals/", "inquiry of the event"),
)

CHOICES = {"direction", "check"}
"""Parts of an address that are one of a few words: another word is no address."""


def parts(address: str) -> list[tuple[str, str]]:
    """(what stands in the address, the thing it names) for each of its parts, in their order."""
    found = []
    for part in re.findall(r"<[^>]*>", address):
        word = part.strip("<>").rpartition(":")[2]
        thing = next((thing for name, where, thing in SPECIAL if name == word and where in address), word)
        found.append((part, thing))
    return found


def addresses(line: Line, stage: Stage) -> dict[str, str]:
    """Relation -> address. A relation that this address cannot express is not there."""
    named, wanted = stage.named, parts(line.address)
    things = [thing for _, thing in wanted]
    found = {"own": filled(line.address, named["own"])}
    if not wanted:
        return found
    last = things[-2] if things[-1] in CHOICES and len(things) > 1 else things[-1]
    found["missing"] = filled(line.address, named["own"] | {last: named["missing"].get(last, NOWHERE)})
    if any(thing in named["anothers"] for thing in things):
        found["another's"] = filled(line.address, named["own"] | named["anothers"])
    if "event" in things:
        found["not public"] = filled(line.address, named["own"] | {"event": "secreta"})
    if "event" in things and any(thing in named["foreign"] for thing in things):
        found["another event's"] = filled(line.address, named["own"] | named["foreign"])
    if "event" in things and len([thing for thing in things if thing not in CHOICES]) > 1:
        found["by another event's address"] = filled(line.address, named["own"] | {"event": "piura"})
    return found


def filled(address: str, values: dict[str, str]) -> str:
    """The address with these things in its parts."""
    for part, thing in parts(address):
        address = address.replace(part, values[thing], 1)
    return address
