"""Which characters a paper can show: those of the faces that come with typst, and nothing that steers a printer.

PDF/A and PDF/UA allow no letter without a shape, so that one emoji in a title would leave an event without its papers.
"""

import unicodedata
from bisect import bisect_right
from typing import Any

MISSING = "▯"
"""What stands for a character that no face has: the page that a paper's code leads to shows it as it was written."""

# Whole stretches that the three faces cover. Source: every character of them, set once by typst 0.15 (tests).
STRETCHES = (
    (0x0020, 0x04FF), (0x0531, 0x05F4), (0x0621, 0x063A), (0x0640, 0x0652), (0x0660, 0x066D), (0x06F0, 0x06F9),
    (0x0900, 0x097F), (0x10D0, 0x10FF), (0x1D00, 0x2040), (0x2044, 0x2052), (0x2054, 0x211E), (0x2126, 0x2151),
    (0x2153, 0x2184), (0x2190, 0x23FF), (0x2460, 0x2606), (0x2C60, 0x2C7F), (0xFB00, 0xFB06),
)  # fmt: skip
_STARTS = [first for first, _ in STRETCHES]
_LAST_LATIN = 0x017F
_KEPT = "\n"


def printable(said: Any, *, latin: bool = False) -> Any:
    """A text, or everything that is text in lists and objects, as a paper can show it; `latin` keeps no other script."""
    if isinstance(said, str):
        whole = unicodedata.normalize("NFC", said.encode("utf-8", "replace").decode())
        return "".join(_shown(sign, latin) for sign in whole)
    if isinstance(said, dict):
        return {name: printable(value, latin=latin) for name, value in said.items()}
    if isinstance(said, list | tuple):
        return [printable(value, latin=latin) for value in said]
    return said


def _shown(sign: str, latin: bool) -> str:
    if sign in _KEPT:
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf", "Zl", "Zp"):  # marks that turn the direction around hide what a text says
        return " " if kind != "Cf" and sign.isspace() else ""
    if latin:
        return sign if ord(sign) <= _LAST_LATIN or 0x2010 <= ord(sign) <= 0x2030 else MISSING
    place = bisect_right(_STARTS, ord(sign)) - 1
    covered = place >= 0 and ord(sign) <= STRETCHES[place][1]
    return sign if covered and kind not in ("Cn", "Co", "Cs") else MISSING
