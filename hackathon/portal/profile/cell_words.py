"""Words that stand in cells instead of nothing, and beside numbers. Pure."""

import re

# Written instead of nothing, by people and by programs.
MARKERS = frozenset(
    {
        *(
            "-",
            "--",
            "---",
            ".",
            "..",
            "...",
            "?",
            "*",
            "n/a",
            "na",
            "#n/a",
            "#n/d",
            "n.a.",
            "n.d.",
            "nan",
            "null",
            "none",
        ),
        *(
            "nil",
            "(null)",
            "nd",
            "n/d",
            "s/d",
            "sd",
            "s.d.",
            "s/i",
            "s.i.",
            "s/n/d",
            "sin dato",
            "sin datos",
            "sin valor",
        ),
        *("sin informacion", "sin información", "no disponible", "#ref!", "#div/0!", "#value!", "#¡valor!", "#¡ref!"),
    }
)
LONGEST_MARKER = max(map(len, MARKERS))
UNITS = frozenset(
    {
        *(
            "%",
            "s/",
            "s/.",
            "$",
            "us$",
            "€",
            "soles",
            "kg",
            "g",
            "gr",
            "mg",
            "t",
            "tn",
            "tm",
            "km",
            "m",
            "cm",
            "mm",
            "ha",
        ),
        *("has", "m2", "m²", "m3", "m³", "km2", "km²", "l", "lt", "lts", "ml", "m3/s", "l/s", "mg/l", "°c", "ºc", "kw"),
        *("kwh", "mw", "db", "h", "hrs", "horas", "min", "minutos", "seg", "dias", "días", "meses", "años", "hab"),
        *("µg/m3", "µg/m³", "msnm", "m.s.n.m.", "personas", "unidades", "und"),
    }
)
_MEASURED = re.compile(r"(?P<before>[^\d\s.,-]{1,3}\.?)?\s?(?P<number>-?\d[\d.,]*)\s?(?P<after>[^\d\s][^\s]{0,9})?$")


def is_marker(text: str) -> bool:
    """Whether this text only says that nothing is known."""
    return len(text) <= LONGEST_MARKER and text.lower() in MARKERS


def unit_of(text: str) -> tuple[str, str]:
    """(`12,5`, `kg`) of `12,5 kg`; the unit is empty where there is none that we know."""
    found = _MEASURED.match(text)
    if not found:
        return text, ""
    units = [unit for unit in (found["before"], found["after"]) if unit]
    return (found["number"], units[0].lower()) if len(units) == 1 and units[0].lower() in UNITS else (text, "")
