"""Illustrative figures for El Niño: places where water comes out, rain, and shelters."""

from collections.abc import Iterator
from datetime import date, timedelta

from hackathon.demo.tables import Row, days_until
from hackathon.demo.territory import District, by_name, districts
from hackathon.dice import Dice

_LEVELS = (("Medio", 34.0), ("Alto", 33.0), ("Muy alto", 20.0), ("Bajo", 13.0))
_STATIONS = (
    ("Quirihuac", "Laredo", True),
    ("Mochal", "Poroto", True),
    ("Sinsicap", "Sinsicap", False),
    ("Otuzco", "Otuzco", False),
    ("Salpo", "Salpo", False),
    ("Julcán", "Julcán", False),
    ("Huacapongo", "Virú", True),
    ("Chao", "Chao", True),
    ("Tambo Ascope", "Ascope", True),
    ("Cascas", "Cascas", False),
    ("Lucma", "Lucma", False),
    ("Chepén", "Chepén", False),
    ("Pacasmayo", "Pacasmayo", True),
    ("Huamachuco", "Huamachuco", False),
    ("Cachicadán", "Cachicadán", False),
    ("Quiruvilca", "Quiruvilca", False),
    ("Tayabamba", "Tayabamba", False),
    ("Bolívar", "Bolívar", False),
)
# How wet each month is, January first: share of days with rain, and millimetres on such a day.
_SEASON = (
    (0.45, 7.0),
    (0.55, 9.0),
    (0.60, 10.0),
    (0.40, 6.0),
    (0.15, 3.0),
    (0.06, 2.0),
    (0.04, 1.5),
    (0.06, 2.0),
    (0.14, 3.0),
    (0.28, 5.0),
    (0.30, 5.0),
    (0.38, 6.0),
)


def critical_points(until: date) -> Iterator[Row]:
    dice = Dice("critical points")
    number = 0
    for district in districts():
        for _ in range(3 + dice.whole(0, 4) + min(district.thousands, 90) // 12):
            number += 1
            yield _critical_point(f"PC-{number:04d}", district, dice, until=until)


def rainfall(until: date) -> Iterator[Row]:
    for name, town, measures_flow in _STATIONS:
        yield from _station(name, by_name(town), measures_flow, until=until)


def shelters(_until: date) -> Iterator[Row]:
    dice = Dice("shelters")
    number = 0
    for district in districts():
        for order in range(1, 3 + min(district.thousands, 80) // 10):
            number += 1
            yield _shelter(number, order, district, dice=dice)


def _critical_point(code: str, district: District, dice: Dice, *, until: date) -> Row:
    people = dice.whole(20, 120 + 14 * min(district.thousands, 120))
    kind = dice.weighted(
        (("Quebrada", 5), ("Ribera", 3), ("Zona baja", 2)) if district.is_coastal else (("Ladera", 4), ("Quebrada", 4))
    )
    return (
        code,
        district.ubigeo,
        district.province,
        district.name,
        district.basin,
        kind,
        dice.weighted(_LEVELS),
        people,
        people // 4 + 1,
        dice.between(district.lat - 0.03, district.lat + 0.03, 5),
        dice.between(district.lon - 0.03, district.lon + 0.03, 5),
        until - timedelta(days=dice.whole(5, 380)),
    )


def _station(name: str, district: District, measures_flow: bool, *, until: date) -> Iterator[Row]:
    dice = Dice("rain", name)
    flow = 4.0
    wetness = 0.35 if district.is_coastal else 1.0
    for day in days_until(until, 1096):
        share, millimetres = _SEASON[day.month - 1]
        # The wet season two summers back was an exceptional one: what an alert has to tell from the rest.
        storm = 2.6 if day.year == until.year - 1 and day.month in (2, 3) else 1.0
        rain = (
            dice.bell(millimetres, millimetres * 0.7) * storm * wetness
            if dice.chance(share * wetness * min(storm, 1.5))
            else 0.0
        )
        flow = 0.93 * flow + 0.28 * rain * dice.between(0.8, 1.6) + 0.12 * share * 10
        yield name, district.basin, district.ubigeo, day, round(rain, 1), round(flow, 2) if measures_flow else None


def _shelter(number: int, order: int, district: District, *, dice: Dice) -> Row:
    kind = dice.weighted(
        (("Institución educativa", 6), ("Local comunal", 4), ("Coliseo", 1), ("Losa deportiva techada", 2))
    )
    return (
        f"ALB-{number:03d}",
        f"{kind} {district.name} {order:02d}",
        kind,
        district.ubigeo,
        dice.whole(4, 40) * 10,
        "SI" if dice.chance(0.86) else "NO",
        "SI" if dice.chance(0.71) else "NO",
        "SI" if dice.chance(0.93) else "NO",
        dice.between(district.lat - 0.015, district.lat + 0.015, 5),
        dice.between(district.lon - 0.015, district.lon + 0.015, 5),
    )
