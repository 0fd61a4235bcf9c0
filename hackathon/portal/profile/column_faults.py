"""What is wrong within one column: types that nearly hold, zeros that were lost, words written several ways. Pure."""

from collections import defaultdict
from collections.abc import Iterator

from hackathon.portal.profile.column_names import Role
from hackathon.portal.profile.columns import AMOUNTS, Type, answers
from hackathon.portal.profile.examined import Examined, ExaminedColumn
from hackathon.portal.profile.findings import Finding, Severity, finding
from hackathon.portal.profile.places import Places, merged
from hackathon.portal.profile.shapes import DATES, NUMBERS, Shape
from hackathon.text import fold

NEARLY = 0.9  # of the cells: the rest are faults rather than another kind of value
UNIQUE = 0.95  # of a key's values
CONSTANT = 10  # rows from which one and the same value in all of them is worth a word
MOST_CATEGORIES = 1_000
SHORTEST_CATEGORY = 3  # letters; `m` and `M` may be two things
_WITHOUT_ZEROS = {Role.UBIGEO: (5,), Role.DNI: (6, 7), Role.MODULAR: (5, 6)}  # digits left of 6, 8, 7


def column_faults(seen: Examined) -> Iterator[Finding]:
    """The findings of every column, column by column."""
    for one in seen.columns:
        if not seen.rows:
            return
        if not one.column.filled:
            yield finding("empty_column", Severity.MINOR, column=one.column.name, places=Places(seen.rows))
            continue
        yield from _letters(one)
        yield from _numbers(one)
        yield from _as_text(one, seen)
        yield from _dates(one)
        yield from _codes(one)
        yield from _coordinates(one)
        yield from _values(one, seen.rows)


def _letters(one: ExaminedColumn) -> Iterator[Finding]:
    for code in ("mojibake", "lost_letters"):
        if one.tally.traces[code].count:
            yield finding(code, Severity.MAJOR, column=one.column.name, places=one.tally.traces[code])
    if one.tally.spaces.count:
        yield finding("spaces", Severity.INFO, column=one.column.name, places=one.tally.spaces)
    if one.column.markers:
        yield finding(
            "markers",
            Severity.INFO,
            column=one.column.name,
            places=one.tally.places(Shape.MARKER),
            values=one.column.markers,
        )


def _numbers(one: ExaminedColumn) -> Iterator[Finding]:
    tally, name, filled = one.tally, one.column.name, one.column.filled
    point = tally.places(Shape.POINT, Shape.POINT_TRIO)
    comma = tally.places(Shape.COMMA, Shape.COMMA_TRIO)
    numbers = tally.count(*NUMBERS)
    if one.column.type == Type.TEXT and point.count and comma.count and numbers >= NEARLY * filled:
        rarer = min((point, comma), key=lambda places: places.count)
        yield finding("mixed_decimals", Severity.MAJOR, column=name, places=rarer)
    elif one.column.type == Type.TEXT and NEARLY * filled <= numbers < filled:
        others = merged(group.places for shape, group in tally.groups.items() if shape not in NUMBERS | _NOTHING)
        yield finding("text_among_numbers", Severity.MAJOR, column=name, places=others)
    if one.decision.is_unsure:
        trio = tally.places(Shape.POINT_TRIO, Shape.COMMA_TRIO)
        yield finding("unsure_numbers", Severity.MINOR, column=name, places=trio, values=one.column.examples[:1])
    if tally.units and tally.measured.count * 2 >= filled:
        yield finding("units", Severity.MINOR, column=name, places=tally.measured, values=sorted(tally.units))


_NOTHING = {Shape.EMPTY, Shape.MARKER}


def _as_text(one: ExaminedColumn, seen: Examined) -> Iterator[Finding]:
    marked = one.tally.traces["excel_text"]
    typed = seen.table.as_text.get(one.column.position - 1) if one.column.type in AMOUNTS else None
    places = typed or marked
    if places.count:
        yield finding("numbers_as_text", Severity.MINOR, column=one.column.name, places=places)


def _dates(one: ExaminedColumn) -> Iterator[Finding]:
    tally, name, filled = one.tally, one.column.name, one.column.filled
    dates = tally.count(*DATES)
    if not dates:
        return
    month = tally.places(Shape.MONTH_FIRST)
    if month.count and tally.count(Shape.DAY_FIRST):
        yield finding("mixed_date_order", Severity.MAJOR, column=name, places=month)
    elif len(one.column.patterns) > 1 and dates == filled:
        yield finding("mixed_dates", Severity.MAJOR, column=name, places=Places(filled), values=one.column.patterns)
    if NEARLY * filled <= dates < filled:
        others = merged(group.places for shape, group in tally.groups.items() if shape not in DATES | _NOTHING)
        yield finding("text_among_dates", Severity.MAJOR, column=name, places=others)


def _codes(one: ExaminedColumn) -> Iterator[Finding]:
    if one.column.type != Type.CODE:
        return
    lost = merged(one.tally.widths[width] for width in _short_widths(one) if width in one.tally.widths)
    if lost.count:
        yield finding("lost_zeros", Severity.MAJOR, column=one.column.name, places=lost)
    if one.keys and 0 < one.keys.places.count <= (1 - UNIQUE) * one.column.filled + 1 < one.column.distinct:
        yield finding("duplicate_keys", Severity.MAJOR, column=one.column.name, places=one.keys.places)


def _short_widths(one: ExaminedColumn) -> tuple[int, ...]:
    """The numbers of digits that this code has only where a spreadsheet took its zeros away."""
    for role, widths in _WITHOUT_ZEROS.items():
        if role in one.role:
            return widths
    counts = {width: places.count for width, places in one.tally.widths.items()}
    longest = max(counts, default=0)
    if not one.tally.count(Shape.ZEROS) or counts[longest] * 2 < sum(counts.values()):
        return ()
    return (longest - 1,)


def _coordinates(one: ExaminedColumn) -> Iterator[Finding]:
    if one.column.type not in (Type.LATITUDE, Type.LONGITUDE):
        return
    for fault, places in sorted(one.tally.watched.items()):
        yield finding(f"coordinates_{fault}", Severity.MAJOR, column=one.column.name, places=places)


def _values(one: ExaminedColumn, rows: int) -> Iterator[Finding]:
    column = one.column
    if column.distinct == 1 and column.filled == rows >= CONSTANT:
        yield finding("constant_column", Severity.INFO, column=column.name, values=column.examples)
    if column.type != Type.TEXT or not column.distinct_is_exact or column.distinct > MOST_CATEGORIES:
        return
    if column.distinct * 2 > column.filled:
        return
    spellings = _spellings(one)
    if spellings:
        values = [" / ".join(words) for words in spellings]
        yield finding("spellings", Severity.MINOR, column=column.name, places=Places(len(spellings)), values=values)


def _spellings(one: ExaminedColumn) -> list[list[str]]:
    """The words that differ only in accents, capitals or spaces, the commonest first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for value in answers(one.tally.values):
        if len(value) >= SHORTEST_CATEGORY:
            groups[fold(value)].append(value)
    several = [sorted(words, key=lambda word: (-one.tally.values[word], word)) for words in groups.values()]
    return sorted(words for words in several if len(words) > 1)
