"""Illustrative figures for education: schools, teaching posts, budget and enrolment. No teacher or pupil is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from hackathon.demo.tables import Row
from hackathon.demo.territory import District, districts
from hackathon.dice import Dice

_LEVELS = (("Inicial", 42), ("Primaria", 118), ("Secundaria", 165))
_UGELES = (
    "Trujillo Noroeste|Trujillo Sureste|El Porvenir|La Esperanza|Ascope|Bolívar|Chepén|Julcán|Otuzco|Pacasmayo|Pataz|Sánchez Carrión|Santiago de Chuco|Gran Chimú|Virú"
).split("|")
_EXPENSES = (
    ("2.1 Personal y obligaciones sociales", 0.74),
    ("2.2 Pensiones y otras prestaciones sociales", 0.06),
    ("2.3 Bienes y servicios", 0.12),
    ("2.5 Otros gastos", 0.01),
    ("2.6 Adquisición de activos no financieros", 0.07),
)
_BY_DISTRICT = {
    "El Porvenir": "El Porvenir",
    "La Esperanza": "La Esperanza",
    "Moche": "Trujillo Sureste",
    "Salaverry": "Trujillo Sureste",
    "Laredo": "Trujillo Sureste",
}
# In these two offices a spreadsheet took the codes for numbers before they were sent: their leading zeros are gone.
_SPOILT = ("Otuzco", "Julcán")


@dataclass(frozen=True)
class School:
    """A level taught at a school: what a código modular stands for."""

    code: str
    name: str
    level: str
    is_public: bool
    district: District
    ugel: str
    pupils: int


@cache
def _schools() -> tuple[School, ...]:
    dice = Dice("schools")
    found: list[School] = []
    for district in districts():
        ugel = _ugel(district)
        for order in range(1, 9 + int(district.thousands * 0.62)):
            public = not district.is_coastal or district.thousands < 15 or dice.chance(0.68)
            for level, pupils in _LEVELS:
                if level == "Secundaria" and not dice.chance(0.55):
                    continue
                code = f"{203_010 + 197 * len(found):07d}"
                size = int(dice.bell(pupils if district.is_coastal else pupils * 0.45, pupils * 0.3, low=6))
                found.append(School(code, f"I. E. {district.name} {order:03d}", level, public, district, ugel, size))
    return tuple(found)


def _ugel(district: District) -> str:
    if district.province != "Trujillo":
        return district.province
    return _BY_DISTRICT.get(district.name, "Trujillo Noroeste")


def schools(_until: date) -> Iterator[Row]:
    dice = Dice("school places")
    for school in _schools():
        place = school.district
        lat, lon = (
            dice.between(place.lat - 0.05, place.lat + 0.05, 5),
            dice.between(place.lon - 0.05, place.lon + 0.05, 5),
        )
        code = school.code.lstrip("0") if school.ugel in _SPOILT else school.code
        management = "Pública" if school.is_public else "Privada"
        area = "Urbana" if place.thousands > 12 else "Rural"
        yield (
            code,
            school.name,
            school.level,
            management,
            area,
            place.ubigeo,
            f"UGEL {school.ugel}",
            school.pupils,
            lat,
            lon,
        )


def teachers(_until: date) -> Iterator[Row]:
    dice = Dice("teachers")
    for school in _schools():
        if school.is_public:
            posts = max(1, round(school.pupils / 19))
            empty = dice.whole(0, 2) if posts > 3 and dice.chance(0.18) else 0
            permanent = round((posts - empty) * dice.between(0.45, 0.85))
            yield school.code, posts, permanent, posts - empty - permanent, empty


def budget(until: date) -> Iterator[Row]:
    dice = Dice("budget")
    for year in range(until.year - 4, until.year + 1):
        # The current year has only been spent up to this month.
        passed = until.month / 12 if year == until.year else 1.0
        for ugel in _UGELES:
            whole = 28_000_000 * (1 + len(ugel) / 14) * (1.2 + 0.05 * (year - until.year))
            for expense, share in _EXPENSES:
                opening = int(whole * share * dice.between(0.92, 1.08))
                current = int(opening * dice.between(1.0, 1.24))
                spent = round(current * dice.between(0.84, 0.99) * passed, 2)
                yield year, f"UGEL {ugel}", expense, opening, current, spent, round(100 * spent / current, 1)


def enrolment(until: date) -> Iterator[Row]:
    dice = Dice("enrolment")
    for year in range(until.year - 5, until.year):
        for district in districts():
            for level, share in (("Inicial", 0.05), ("Primaria", 0.115), ("Secundaria", 0.09)):
                pupils = int(district.thousands * 1000 * share * dice.between(0.9, 1.1))
                leaving = int(pupils * dice.between(0.005, 0.03 if district.is_coastal else 0.06, 4))
                passing = int((pupils - leaving) * dice.between(0.9, 0.985, 4))
                yield (
                    year,
                    district.ubigeo,
                    district.province,
                    district.name,
                    level,
                    pupils,
                    passing,
                    leaving,
                    round(100 * leaving / pupils, 2),
                )
