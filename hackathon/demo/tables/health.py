"""Illustrative figures for health: facilities, waiting, medicines and blood. No donor, patient or professional appears."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from hackathon.demo.tables import Row, months_until
from hackathon.demo.territory import District, districts
from hackathon.dice import Dice

_KINDS = {
    "I-1": "Puesto de Salud",
    "I-2": "Puesto de Salud",
    "I-3": "Centro de Salud",
    "I-4": "Centro de Salud",
    "II-1": "Hospital",
    "II-2": "Hospital",
    "III-1": "Hospital",
}
_SERVICES = (
    ("Medicina general", 620, 48),
    ("Pediatría", 300, 55),
    ("Obstetricia", 340, 41),
    ("Odontología", 210, 38),
    ("Psicología", 120, 44),
    ("Nutrición", 90, 29),
    ("Vacunación", 260, 24),
    ("Medicina interna", 150, 72),
)
_MEDICINES = (
    "Paracetamol|500 mg tableta;Ibuprofeno|400 mg tableta;Amoxicilina|500 mg cápsula;Amoxicilina|250 mg/5 mL suspensión;Metformina|850 mg tableta;"
    "Losartán|50 mg tableta;Enalapril|10 mg tableta;Amlodipino|5 mg tableta;Atorvastatina|20 mg tableta;Omeprazol|20 mg cápsula;Loratadina|10 mg tableta;"
    "Clorfenamina|4 mg tableta;Salbutamol|100 mcg/dosis aerosol;Prednisona|20 mg tableta;Dexametasona|4 mg/2 mL inyectable;Azitromicina|500 mg tableta;"
    "Ciprofloxacino|500 mg tableta;Cotrimoxazol|800/160 mg tableta;Albendazol|200 mg tableta;Sulfato ferroso|300 mg tableta;Ácido fólico|0.5 mg tableta;"
    "Calcio carbonato|500 mg tableta;Sales de rehidratación|polvo 20.5 g;Insulina NPH|100 UI/mL inyectable;Glibenclamida|5 mg tableta;"
    "Hidroclorotiazida|25 mg tableta;Diclofenaco|75 mg/3 mL inyectable;Naproxeno|550 mg tableta;Clotrimazol|1 % crema;Metronidazol|500 mg tableta;"
    "Ranitidina|150 mg tableta;Furosemida|40 mg tableta"
)
_GROUPS = (("O+", 70), ("O-", 4), ("A+", 16), ("A-", 1.5), ("B+", 6), ("B-", 0.7), ("AB+", 1.5), ("AB-", 0.3))
_HOURS = (
    "lun a vie 08:00-14:00",
    "lun a vie 07:30-19:00",
    "lun a sáb 08:00-13:00",
    "todos los días 08:00-20:00",
    "mar y jue 08:00-12:00",
)


@dataclass(frozen=True)
class Facility:
    """A public health post, centre or hospital."""

    code: str
    name: str
    category: str
    district: District
    lat: float
    lon: float

    @property
    def size(self) -> int:
        """How busy, from 1 (a post) to 7 (the largest hospital)."""
        return 1 + list(_KINDS).index(self.category)


@cache
def _facilities() -> tuple[Facility, ...]:
    dice = Dice("facilities")
    found: list[Facility] = []
    for district in districts():
        categories = ["I-2" if district.thousands < 12 else "I-3", *_larger(district)]
        categories += ["I-1" if dice.chance(0.6) else "I-2" for _ in range(2 + min(district.thousands, 60) // 8)]
        counts: dict[str, int] = {}
        for category in categories:
            kind = _KINDS[category]
            counts[kind] = counts.get(kind, 0) + 1
            name = f"{kind} {district.name} {counts[kind]:02d}"
            place = (
                dice.between(district.lat - 0.04, district.lat + 0.04, 5),
                dice.between(district.lon - 0.04, district.lon + 0.04, 5),
            )
            found.append(Facility(f"{4200 + 7 * len(found):08d}", name, category, district, *place))
    return tuple(found)


def _larger(district: District) -> list[str]:
    capital = district.ubigeo.endswith("01")
    hospitals = {"130101": ["III-1", "II-2", "I-4"]}.get(
        district.ubigeo, ["II-1"] if capital and district.thousands > 10 else []
    )
    return hospitals + (["I-4"] if district.thousands > 25 else [])


def _busiest(count: int) -> list[Facility]:
    return sorted(_facilities(), key=lambda facility: (-facility.size, facility.code))[:count]


def facilities(_until: date) -> Iterator[Row]:
    for found in _facilities():
        place = found.district
        yield (
            found.code,
            found.name,
            found.category,
            place.province,
            place.ubigeo,
            place.province,
            place.name,
            found.lat,
            found.lon,
        )


def waiting(until: date) -> Iterator[Row]:
    dice = Dice("waiting")
    for month in months_until(until, 24):
        winter = 1.15 if month[5:] in ("06", "07", "08") else 1.0
        for facility in _busiest(60):
            for service, visits, minutes in _SERVICES:
                attended = int(dice.bell(visits * facility.size / 4 * winter, visits / 9))
                wait = dice.bell(minutes * (0.5 + facility.size / 6) * winter, 7, low=4)
                # A facility that did not report that month leaves the wait empty.
                yield month, facility.code, service, attended, None if dice.chance(0.02) else round(wait, 1)


def medicines(until: date) -> Iterator[Row]:
    dice = Dice("medicines")
    for month in months_until(until, 4):
        for facility in _busiest(60):
            for entry in _MEDICINES.split(";"):
                name, form = entry.split("|")
                monthly = int(dice.bell(160 * facility.size, 60 * facility.size, low=12))
                stock = 0 if dice.chance(0.07) else int(monthly * dice.between(0.2, 5.5))
                yield month, facility.code, name, form, stock, monthly, round(stock / monthly, 1)


def blood_banks(_until: date) -> Iterator[Row]:
    dice = Dice("blood banks")
    for order, facility in enumerate(_busiest(210)):
        kind = "Banco de sangre" if order < 12 else "Punto de donación"
        hours = "todos los días 00:00-24:00" if order < 3 else dice.pick(_HOURS)
        yield (
            facility.code,
            facility.name,
            kind,
            facility.category,
            facility.district.ubigeo,
            hours,
            facility.lat,
            facility.lon,
        )


def blood_units(until: date) -> Iterator[Row]:
    dice = Dice("blood units")
    months = months_until(until, 36)
    for month in months:
        # Roads are cut when it rains: less comes in, and what comes is used.
        dry = 1.0 if month[5:] not in ("02", "03") else 0.6
        for order, facility in enumerate(_busiest(12)):
            if order == 8 and month in months[-4:]:
                continue  # a bank that stopped reporting
            for group, share in _GROUPS:
                received = int(dice.bell(1.4 * facility.size * share * dry, 0.3 * facility.size * min(share, 20)))
                used = min(received, int(received * dice.between(0.78, 1.08) * (1.25 if dry < 1 else 1.0)))
                yield month, facility.code, group, received, used, int((received - used) * dice.between(0.1, 0.6))
