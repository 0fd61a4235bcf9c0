"""Illustrative figures for administration: investments, contracts, population, procedures. Suppliers' numbers are invalid on purpose."""

from collections.abc import Iterator
from datetime import date, timedelta

from hackathon.demo.tables import Row, months_until
from hackathon.demo.territory import districts
from hackathon.dice import Dice

_WORKS = (
    ("Salud", "Mejoramiento de los servicios de salud del establecimiento de"),
    ("Educación", "Mejoramiento del servicio educativo en la institución de"),
    ("Transporte", "Mejoramiento de la carretera vecinal de"),
    ("Saneamiento", "Ampliación del sistema de agua potable y alcantarillado de"),
    ("Agropecuaria", "Mejoramiento del canal de riego de"),
    ("Orden público y seguridad", "Mejoramiento de la seguridad ciudadana en"),
    ("Ambiente", "Protección de la ribera en el sector de"),
)
_STATES = (("En ejecución", 55), ("Por iniciar", 16), ("Concluida", 17), ("Paralizada", 12))
_OBJECTS = (
    ("Bien", 0.44, 6_000, 180_000, "Adquisición de materiales y equipos"),
    ("Servicio", 0.38, 3_000, 120_000, "Servicio de mantenimiento y apoyo"),
    ("Consultoría", 0.08, 18_000, 260_000, "Elaboración de expediente técnico"),
    ("Obra", 0.10, 250_000, 9_000_000, "Ejecución de obra"),
)
_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_PROCEDURES = (
    (
        "Gerencia Regional de Educación",
        ("Visación de certificados", "Duplicado de título", "Rotación de personal", "Reconocimiento de director"),
    ),
    (
        "Gerencia Regional de Salud",
        ("Autorización sanitaria de botica", "Categorización de establecimiento", "Permiso de ambulancia"),
    ),
    (
        "Gerencia Regional de Transportes y Comunicaciones",
        ("Licencia de conducir", "Autorización de transporte regular", "Habilitación de vehículo", "Cambio de placa"),
    ),
    (
        "Gerencia Regional de Agricultura",
        ("Constancia de posesión", "Cambio de uso de suelo", "Autorización de vivero"),
    ),
    ("Gerencia Regional de Producción", ("Permiso de pesca artesanal", "Registro de pequeña industria")),
    (
        "Gerencia Regional de Trabajo",
        ("Registro de contrato", "Conciliación administrativa", "Autorización de planilla"),
    ),
    ("Gerencia Regional de Energía y Minas", ("Declaración de impacto ambiental", "Petitorio minero")),
    (
        "Gerencia Regional de Comercio Exterior y Turismo",
        ("Clasificación de hospedaje", "Registro de guía", "Registro de artesano"),
    ),
    ("Archivo Regional", ("Copia certificada de escritura", "Búsqueda de expediente")),
    ("Sede Central", ("Acceso a la información pública", "Recurso de reconsideración")),
)


def investments(until: date) -> Iterator[Row]:
    dice = Dice("investments")
    places = [(district, 4.0 + min(district.thousands, 120)) for district in districts()]
    for number in range(2400):
        district = dice.weighted(places)
        sector, text = dice.pick(_WORKS)
        state = dice.weighted(_STATES)
        budget = int(dice.bell(900_000, 800_000, low=40_000)) * dice.weighted(((1, 88), (8, 12)))
        progress = {"Por iniciar": 0.0, "Concluida": 100.0}.get(state, dice.between(4, 97, 1))
        # What is paid follows what is built, not exactly: the gap is what a citizen asks about.
        spent = round(budget * min(0.995, progress / 100 * dice.between(0.75, 1.2)), 2)
        start = None if state == "Por iniciar" else until - timedelta(days=dice.whole(40, 1500))
        yield (
            _code(number),
            f"{text} {district.name}",
            sector,
            district.ubigeo,
            district.name,
            budget,
            spent,
            progress,
            state,
            start,
        )


def contracts(until: date) -> Iterator[Row]:
    dice = Dice("contracts")
    days = sorted(until - timedelta(days=dice.whole(0, 4 * 365)) for _ in range(6000))
    suppliers = [_nobodys_ruc(dice) for _ in range(640)]
    for number, day in enumerate(days, 1):
        kind, _, low, high, text = dice.weighted([(entry, entry[1]) for entry in _OBJECTS])
        amount = dice.between(low, high) if dice.chance(0.3) else dice.between(low, (low * 4 + high) / 5)
        linked = _code(dice.whole(0, 2399)) if kind == "Obra" or dice.chance(0.12) else None
        way = (
            "Licitación pública"
            if amount > 1_800_000
            else "Concurso o adjudicación simplificada"
            if amount > 42_000
            else "Contratación menor"
        )
        yield f"{number:05d}-{day.year}", kind, text, linked, round(amount, 2), dice.pick(suppliers), day, way


def population(_until: date) -> Iterator[Row]:
    dice = Dice("population")
    for district in districts():
        for sex in ("Mujeres", "Hombres"):
            for group in range(17):
                ages = f"{group * 5:02d}-{group * 5 + 4:02d}" if group < 16 else "80 y más"
                share = 0.092 - 0.0052 * group if group < 16 else 0.02
                people = round(district.thousands * 500 * share * dice.between(0.93, 1.07, 3))
                yield district.ubigeo, district.province, district.name, sex, ages, people


def procedures(until: date) -> Iterator[Row]:
    dice = Dice("procedures")
    for month in months_until(until, 30):
        for unit, names in _PROCEDURES:
            for name in names:
                received = dice.whole(15, 900)
                yield (
                    month,
                    unit,
                    name,
                    received,
                    int(received * dice.between(0.78, 1.0)),
                    round(dice.bell(13, 6, low=1), 1),
                )


def _code(number: int) -> str:
    return f"{2_200_000 + 131 * number:07d}"


def _nobodys_ruc(dice: Dice) -> str:
    """Eleven figures whose check digit is wrong, so that the number can belong to no taxpayer."""
    body = f"20{dice.whole(0, 99_999_999):08d}"
    total = sum(int(figure) * weight for figure, weight in zip(body, _WEIGHTS, strict=True))
    right = (11 - total % 11) % 10
    return f"{body}{(right + 1 + dice.whole(0, 7)) % 10}"
