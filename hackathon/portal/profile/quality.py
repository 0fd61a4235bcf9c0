"""How good a file is, from 0 to 100, with every point that was taken off beside its reason. Pure.

The rule: 100 less the weight of each kind of fault, once. A fault of columns takes its weight times the share of columns
that have it, rounded up; so one bad column in twenty costs little, and a fault in all of them all. What is no table has 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hackathon.portal.profile.findings import Finding

# Points that a fault takes off. What is not here takes none: it is good to know, or it is another matter (people's data
# are a reason to take a file away, not to call it badly made).
WEIGHTS = {
    "mixed_encoding": 15,
    "lost_bytes": 15,
    "not_utf_8": 5,
    "other_format": 5,
    "no_header": 15,
    "title_rows": 8,
    "footer_rows": 6,
    "blank_rows": 2,
    "unnamed_columns": 6,
    "repeated_names": 6,
    "no_rows": 60,
    "ragged_rows": 15,
    "broken_quotes": 15,
    "too_many_columns": 10,
    "duplicate_rows": 8,
    "duplicate_keys": 10,
    "mojibake": 20,
    "lost_letters": 20,
    "spaces": 4,
    "markers": 6,
    "empty_column": 15,
    "mixed_decimals": 20,
    "text_among_numbers": 20,
    "unsure_numbers": 10,
    "units": 10,
    "numbers_as_text": 10,
    "mixed_date_order": 20,
    "mixed_dates": 15,
    "text_among_dates": 20,
    "lost_zeros": 20,
    "coordinates_outside": 20,
    "coordinates_swapped": 20,
    "coordinates_no_sign": 20,
    "spellings": 10,
}
OF_COLUMNS = frozenset(
    "mojibake lost_letters spaces markers empty_column mixed_decimals text_among_numbers unsure_numbers units "
    "numbers_as_text mixed_date_order mixed_dates text_among_dates lost_zeros coordinates_outside coordinates_swapped "
    "coordinates_no_sign spellings".split()
)


@dataclass(frozen=True)
class Deduction:
    """Points taken off for one kind of fault; `columns` have it (0: the file has it)."""

    code: str
    points: int
    columns: int = 0


@dataclass(frozen=True)
class Quality:
    """Points from 0 to 100, and why not more."""

    score: int
    deductions: list[Deduction] = field(default_factory=list)


def quality_of(findings: Sequence[Finding], *, columns: int) -> Quality:
    """The quality of a table with so many columns and these findings; 0 columns: no table."""
    if not columns:
        return Quality(0, [Deduction(findings[0].code, 100)] if findings else [])
    affected: dict[str, set[str]] = {}
    for one in findings:
        affected.setdefault(one.code, set()).add(one.column)
    deductions = [
        _deduction(code, len(names) if code in OF_COLUMNS else 0, columns)
        for code, names in affected.items()
        if code in WEIGHTS
    ]
    deductions.sort(key=lambda one: (-one.points, one.code))
    return Quality(max(0, 100 - sum(one.points for one in deductions)), deductions)


def _deduction(code: str, affected: int, columns: int) -> Deduction:
    if not affected:
        return Deduction(code, WEIGHTS[code])
    return Deduction(code, -(-WEIGHTS[code] * affected // columns), affected)
