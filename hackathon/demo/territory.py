"""La Libertad: its provinces and districts with their UBIGEO codes (INEI) and where they roughly lie.

Codes and names are real; positions are those of the capitals to a hundredth of a degree; thousands of inhabitants are rough and illustrative.
"""

from dataclasses import dataclass
from functools import cache

_PROVINCES = {
    "1301": ("Trujillo", "Moche"),
    "1302": ("Ascope", "Chicama"),
    "1303": ("Bolívar", "Marañón"),
    "1304": ("Chepén", "Jequetepeque"),
    "1305": ("Julcán", "Virú"),
    "1306": ("Otuzco", "Moche"),
    "1307": ("Pacasmayo", "Jequetepeque"),
    "1308": ("Pataz", "Marañón"),
    "1309": ("Sánchez Carrión", "Crisnejas"),
    "1310": ("Santiago de Chuco", "Santa"),
    "1311": ("Gran Chimú", "Chicama"),
    "1312": ("Virú", "Chao"),
}

# ubigeo, latitude, longitude, altitude in metres, thousands of inhabitants, name
_DISTRICTS = """
130101  -8.10 -79.03   74 318 Trujillo
130102  -8.09 -79.00   92 221 El Porvenir
130103  -8.08 -79.02   92  38 Florencia de Mora
130104  -8.08 -79.12   19  74 Huanchaco
130105  -8.06 -79.05  137 193 La Esperanza
130106  -8.09 -78.96  107  38 Laredo
130107  -8.17 -79.01   25  38 Moche
130108  -8.01 -78.77  659   4 Poroto
130109  -8.22 -78.98   10  19 Salaverry
130110  -7.98 -78.81  604   4 Simbal
130111  -8.14 -79.04   24  70 Víctor Larco Herrera
130201  -7.71 -79.11  242   7 Ascope
130202  -7.84 -79.14  150  16 Chicama
130203  -7.79 -79.22  118  10 Chocope
130204  -7.88 -79.30   42   3 Magdalena de Cao
130205  -7.73 -79.30   97  27 Paiján
130206  -7.70 -79.44   14   9 Rázuri
130207  -7.96 -79.24   32  20 Santiago de Cao
130208  -7.75 -79.19  162  30 Casa Grande
130301  -7.15 -77.70 3157   5 Bolívar
130302  -7.44 -77.69 3488   4 Bambamarca
130303  -7.55 -77.60 2793   2 Condormarca
130304  -7.04 -77.87 2617   2 Longotea
130305  -7.05 -77.81 3043   3 Uchumarca
130306  -7.17 -77.86 2634   1 Ucuncha
130401  -7.23 -79.43  160  52 Chepén
130402  -7.17 -79.49  112  24 Pacanga
130403  -7.18 -79.52   84  16 Pueblo Nuevo
130501  -8.04 -78.49 3420  11 Julcán
130502  -8.17 -78.41 3377   5 Calamarca
130503  -8.11 -78.61 3345   6 Carabamba
130504  -8.22 -78.41 3075   7 Huaso
130601  -7.90 -78.57 2701  26 Otuzco
130602  -7.98 -78.55 3143   9 Agallpampa
130604  -7.82 -78.45 2280   3 Charat
130605  -7.69 -78.44 2208   5 Huaranchal
130606  -7.92 -78.70 1900   1 La Cuesta
130608  -8.03 -78.54 3320   3 Mache
130610  -7.89 -78.71 3137   1 Paranday
130611  -8.00 -78.60 3461   6 Salpo
130613  -7.85 -78.75 2335   8 Sinsicap
130614  -7.82 -78.42 3049  26 Usquil
130701  -7.42 -79.51   49  17 San Pedro de Lloc
130702  -7.24 -79.47  124  46 Guadalupe
130703  -7.34 -79.56   13   4 Jequetepeque
130704  -7.40 -79.57   21  28 Pacasmayo
130705  -7.35 -79.46  117  13 San José
130801  -8.28 -77.30 3222  14 Tayabamba
130802  -8.13 -77.40 3189   4 Buldibuyo
130803  -8.12 -77.52 3166  13 Chillia
130804  -8.46 -77.30 3313   6 Huancaspata
130805  -8.19 -77.34 2381   3 Huaylillas
130806  -8.00 -77.59 2188   4 Huayo
130807  -8.21 -76.98 1353   2 Ongón
130808  -8.03 -77.48 3121  19 Parcoy
130809  -7.79 -77.59 2611   9 Pataz
130810  -7.87 -77.55 2641   1 Pías
130811  -8.44 -77.32 3316   3 Santiago de Challas
130812  -8.31 -77.42 3123   3 Taurija
130813  -8.35 -77.39 2707   3 Urpay
130901  -7.81 -78.05 3183  67 Huamachuco
130902  -7.78 -77.87 3394  18 Chugay
130903  -7.81 -77.72 2620   9 Cochorco
130904  -7.86 -77.94 3244   8 Curgos
130905  -7.71 -78.03 2943  16 Marcabal
130906  -7.79 -78.14 2688  15 Sanagorán
130907  -7.91 -77.91 2840  10 Sarín
130908  -7.70 -77.74 2697  13 Sartimbamba
131001  -8.15 -78.17 3126  18 Santiago de Chuco
131002  -8.13 -78.06 2889   6 Angasmarca
131003  -8.09 -78.15 2897   7 Cachicadán
131004  -8.17 -77.97 3099   2 Mollebamba
131005  -8.19 -77.96 2694   2 Mollepata
131006  -8.00 -78.31 3992  13 Quiruvilca
131007  -8.12 -78.14 2937   3 Santa Cruz de Chuca
131008  -8.02 -77.73 3080   3 Sitabamba
131101  -7.48 -78.82 1278  14 Cascas
131102  -7.64 -78.55 2192   6 Lucma
131103  -7.70 -78.63 1512   2 Marmot
131104  -7.60 -78.47 2384   7 Sayapullo
131201  -8.41 -78.75   88  52 Virú
131202  -8.54 -78.68  103  38 Chao
131203  -8.95 -78.62   30   9 Guadalupito
"""


@dataclass(frozen=True)
class District:
    """A district and where its capital lies."""

    ubigeo: str
    name: str
    province: str
    basin: str
    lat: float
    lon: float
    altitude: int
    thousands: int

    @property
    def is_coastal(self) -> bool:
        return self.altitude < 700


@cache
def districts() -> tuple[District, ...]:
    """The 83 districts, in the order of their codes."""
    return tuple(_district(line) for line in _DISTRICTS.strip().splitlines())


def _district(line: str) -> District:
    ubigeo, lat, lon, altitude, thousands, name = line.split(maxsplit=5)
    province, basin = _PROVINCES[ubigeo[:4]]
    return District(ubigeo, name, province, basin, float(lat), float(lon), int(altitude), int(thousands))


def by_name(name: str) -> District:
    return next(district for district in districts() if district.name == name)
