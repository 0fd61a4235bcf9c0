"""Illustrative figures for agriculture: what is sown and harvested, and what markets pay."""

from collections.abc import Iterator
from datetime import date, timedelta

from hackathon.demo.tables import Row
from hackathon.demo.territory import districts
from hackathon.dice import Dice

# crop, tonnes per hectare, soles per kilogram, grows on the coast, in the mountains
_CROPS = (
    ("Caña de azúcar", 120.0, 0.13, True, False),
    ("Arroz cáscara", 9.5, 1.35, True, False),
    ("Maíz amarillo duro", 8.9, 1.28, True, False),
    ("Espárrago", 11.2, 4.10, True, False),
    ("Palta", 12.5, 3.60, True, False),
    ("Arándano", 13.8, 8.90, True, False),
    ("Maíz amiláceo", 1.9, 2.70, False, True),
    ("Papa", 18.4, 0.95, False, True),
    ("Trigo", 1.6, 1.80, False, True),
    ("Cebada", 1.7, 1.55, False, True),
    ("Arveja grano verde", 4.1, 2.20, True, True),
    ("Frijol grano seco", 1.5, 3.90, True, True),
    ("Haba grano seco", 1.6, 2.85, False, True),
    ("Uva", 22.0, 2.40, True, False),
)
_MARKETS = ("La Hermelinda, Trujillo", "Mercado mayorista de Chepén", "Mercado de Huamachuco")
_PRODUCE = (
    ("Papa blanca", 1.30),
    ("Papa amarilla", 2.40),
    ("Cebolla roja", 1.90),
    ("Tomate", 2.60),
    ("Zanahoria", 1.40),
    ("Arveja verde", 3.90),
    ("Choclo", 1.70),
    ("Camote", 1.20),
    ("Yuca", 1.50),
    ("Ají amarillo", 4.20),
    ("Limón", 3.40),
    ("Palta fuerte", 5.20),
    ("Plátano de seda", 1.80),
    ("Mandarina", 2.30),
    ("Uva red globe", 4.80),
    ("Arroz superior", 3.30),
    ("Frijol canario", 7.10),
    ("Lenteja", 6.40),
    ("Maíz morado", 3.10),
    ("Zapallo", 1.10),
)


def harvests(until: date) -> Iterator[Row]:
    dice = Dice("harvests")
    last = until.year if until.month >= 8 else until.year - 1
    for year in range(last - 5, last):
        for district in districts():
            for crop, yields, price, coast, mountains in _CROPS:
                if (coast if district.is_coastal else mountains) and dice.chance(0.72):
                    area = dice.bell(420 if district.is_coastal else 190, 160, low=3)
                    tonnes = area * dice.bell(yields, yields * 0.12, low=yields / 3)
                    paid = dice.bell(price, price * 0.15, low=price / 3)
                    yield (
                        district.ubigeo,
                        district.name,
                        crop,
                        f"{year}-{year + 1}",
                        round(area, 1),
                        round(tonnes, 1),
                        round(paid, 2),
                    )


def prices(until: date) -> Iterator[Row]:
    dice = Dice("prices")
    monday = until - timedelta(days=until.weekday())
    drift = dict(_PRODUCE)
    for back in range(103, -1, -1):
        for name, usual in _PRODUCE:
            # Prices wander from week to week and are pulled back to what is usual.
            drift[name] += 0.12 * (usual - drift[name]) + usual * dice.between(-0.07, 0.07, 4)
            for market in _MARKETS:
                middle = max(0.3, drift[name] * dice.between(0.94, 1.06, 4))
                low, high = middle * dice.between(0.82, 0.94, 4), middle * dice.between(1.06, 1.2, 4)
                yield monday - timedelta(weeks=back), market, name, round(low, 2), round(high, 2), round(middle, 2)
