"""Illustrative figures for transport: roads, accidents, permits and services. Traces are simplified; plates belong to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import sqrt

from hackathon.demo.tables import Row
from hackathon.demo.territory import District, by_name
from hackathon.dice import Dice

_ROADS = {
    "PE-1N": "Guadalupito|Chao|Virú|Salaverry|Trujillo|Chicama|Chocope|Paiján|San Pedro de Lloc|Pacasmayo|Guadalupe|Chepén",
    "PE-10A": "Trujillo|Laredo|Poroto|Agallpampa|Quiruvilca|Huamachuco",
    "PE-10B": "Huamachuco|Curgos|Sarín|Chugay|Cochorco|Pataz|Parcoy|Chillia|Buldibuyo|Huaylillas|Tayabamba|Huancaspata",
    "PE-3N": "Mollepata|Angasmarca|Cachicadán|Santiago de Chuco|Quiruvilca|Huamachuco|Marcabal",
    "LI-100": "Trujillo|Huanchaco|Santiago de Cao|Magdalena de Cao|Rázuri",
    "LI-103": "Chicama|Ascope|Casa Grande|Chocope",
    "LI-107": "Trujillo|Simbal|Sinsicap|Paranday|Otuzco",
    "LI-108": "Agallpampa|Otuzco|Usquil|Charat|Huaranchal|Lucma|Sayapullo",
    "LI-111": "Ascope|Cascas|Marmot|Lucma",
    "LI-115": "Virú|Carabamba|Julcán|Mache|Agallpampa",
    "LI-118": "Julcán|Calamarca|Huaso",
    "LI-120": "Cochorco|Sartimbamba|Marcabal",
    "LI-124": "Bolívar|Uchumarca|Longotea|Ucuncha",
    "LI-125": "Bolívar|Bambamarca|Condormarca",
    "LI-130": "Tayabamba|Taurija|Urpay|Santiago de Challas",
    "LI-132": "Tayabamba|Ongón",
}
_ROUTES = (
    "Trujillo-Chepén;Trujillo-Pacasmayo;Trujillo-Guadalupe;Trujillo-Virú;Trujillo-Chao;Trujillo-Otuzco;Trujillo-Huamachuco;Trujillo-Santiago de Chuco;"
    "Trujillo-Cascas;Trujillo-Julcán;Trujillo-Usquil;Trujillo-Quiruvilca;Trujillo-Tayabamba;Trujillo-Parcoy;Trujillo-Ascope;Trujillo-Paiján;"
    "Chepén-Pacasmayo;Huamachuco-Chugay;Huamachuco-Cochorco;Huamachuco-Quiruvilca;Otuzco-Usquil;Otuzco-Agallpampa;Virú-Chao;Santiago de Chuco-Cachicadán"
).split(";")
_KINDS = (("Choque", 38), ("Despiste", 27), ("Atropello", 16), ("Volcadura", 14), ("Otro", 5))
_CAUSES = (
    ("Exceso de velocidad", 34),
    ("Imprudencia del conductor", 27),
    ("Neblina", 9),
    ("Falla mecánica", 8),
    ("Vía en mal estado", 12),
    ("Por determinar", 10),
)


@dataclass(frozen=True)
class Section:
    """A stretch of road between two towns."""

    road: str
    number: int
    start: District
    end: District
    km: float
    length: float

    def at(self, share: float) -> tuple[float, float]:
        """Where one is after that share of the section."""
        lat = self.start.lat + (self.end.lat - self.start.lat) * share
        lon = self.start.lon + (self.end.lon - self.start.lon) * share
        return round(lat, 5), round(lon, 5)


@cache
def _sections() -> tuple[Section, ...]:
    found: list[Section] = []
    for road, text in _ROADS.items():
        towns, km = [by_name(name) for name in text.split("|")], 0.0
        for number, (start, end) in enumerate(pairwise(towns), 1):
            # Straight distance, times what a road in the mountains winds.
            straight = 111 * _degrees(start, end)
            length = round(straight * (1.15 if end.is_coastal else 1.7), 1)
            found.append(Section(road, number, start, end, round(km, 1), length))
            km += length
    return tuple(found)


def _degrees(start: District, end: District) -> float:
    return sqrt((start.lat - end.lat) ** 2 + (start.lon - end.lon) ** 2)


def _condition(section: Section, dice: Dice) -> tuple[str, str]:
    """A surface that lasts, and a state that changes from one inventory to the next."""
    surface = Dice("surface", section.road, section.number).weighted((("Afirmado", 6), ("Trocha", 3), ("Asfaltado", 1)))
    if section.road in ("PE-1N", "PE-10A", "LI-100", "LI-103"):
        surface = "Asfaltado"
    odds = (
        (("Bueno", 5), ("Regular", 3), ("Malo", 1))
        if surface == "Asfaltado"
        else (("Bueno", 2), ("Regular", 4), ("Malo", 4))
    )
    return surface, dice.weighted(odds)


def road_sections(until: date) -> Iterator[Row]:
    dice = Dice("road inventory")
    for year in range(until.year - 4, until.year + 1):
        for section in _sections():
            surface, state = _condition(section, dice)
            end = round(section.km + section.length, 1)
            yield (
                section.road,
                section.number,
                section.start.ubigeo,
                section.end.ubigeo,
                section.km,
                end,
                surface,
                state,
                year,
            )


def road_map(until: date) -> Iterator[tuple[dict[str, str | int | float], list[tuple[float, float]]]]:
    """What GeoJSON needs: properties and a line of (longitude, latitude)."""
    inventory = list(road_sections(until))[-len(_sections()) :]
    names = "codigo_via tramo desde_ubigeo hasta_ubigeo km_inicio km_fin superficie estado anio_inventario".split()
    for section, row in zip(_sections(), inventory, strict=True):
        dice = Dice("road", section.road, section.number)
        steps = max(2, int(section.length / 4))
        line = []
        for step in range(steps + 1):
            lat, lon = section.at(step / steps)
            bend = 0.0 if step in (0, steps) else dice.between(-0.006, 0.006, 5)
            line.append((round(lon + bend, 5), round(lat - bend, 5)))
        yield dict(zip(names, row, strict=True)), line  # type: ignore[arg-type]  # the cells of this table are never None or dates


def accidents(until: date) -> Iterator[Row]:
    dice = Dice("accidents")
    busy = [
        (section, section.length * (6 if section.road == "PE-1N" else 2 if section.road == "PE-10A" else 1))
        for section in _sections()
    ]
    days = sorted(until - timedelta(days=dice.whole(0, 5 * 365)) for _ in range(4800))
    for day in days:
        section = dice.weighted(busy)
        share = dice.between(0, 1, 3)
        lat, lon = section.at(share)
        kind = dice.weighted(_KINDS)
        dead = dice.weighted(((0, 84), (1, 12), (2, 3), (5, 1)))
        hour = dice.weighted(((dice.whole(5, 9), 30), (dice.whole(10, 17), 40), (dice.whole(18, 23), 30)))
        time = f"{hour:02d}:{dice.whole(0, 11) * 5:02d}"
        place = section.start if share < 0.5 else section.end
        km = round(section.km + section.length * share, 1)
        yield (
            day,
            time,
            section.road,
            km,
            place.ubigeo,
            kind,
            dice.weighted(_CAUSES),
            dice.whole(0, 6 if kind != "Atropello" else 2),
            dead,
            lat,
            lon,
        )


def permits(until: date) -> Iterator[Row]:
    dice = Dice("permits")
    for number in range(1, 1201):
        origin, target = (by_name(name) for name in dice.pick(_ROUTES).split("-"))
        since = until - timedelta(days=dice.whole(20, 3600))
        ends = (
            date(since.year + 10, since.month, min(since.day, 28)) if dice.chance(0.7) else since + timedelta(days=730)
        )
        state = "Suspendida" if dice.chance(0.04) else "Vigente" if ends > until else "Vencida"
        plates = "/".join(f"ZZZ-{dice.whole(100, 999)}" for _ in range(dice.whole(1, 6)))
        paper = f"{number:04d}-{since.year}-GRTC"
        yield paper, f"{origin.name} - {target.name}", origin.ubigeo, target.ubigeo, plates, since, ends, state


def services(_until: date) -> Iterator[Row]:
    dice = Dice("services")
    for route in _ROUTES:
        origin, target = (by_name(name) for name in route.split("-"))
        minutes = int(20 + 190 * _degrees(origin, target) * (1 if target.is_coastal else 1.5))
        fare = round(4 + minutes * 0.11, 0)
        for start, end in ((origin, target), (target, origin)):
            for hour in sorted({dice.whole(4, 21) for _ in range(dice.whole(5, 12))}):
                leaves = f"{hour:02d}:{dice.pick(('00', '15', '30', '45'))}"
                days = dice.weighted((("todos los días", 6), ("lun a sáb", 3), ("vie a dom", 1)))
                yield (
                    f"{start.name} - {end.name}",
                    start.ubigeo,
                    end.ubigeo,
                    days,
                    leaves,
                    minutes + dice.whole(-10, 25),
                    round(fare + dice.whole(-2, 4), 2),
                )
