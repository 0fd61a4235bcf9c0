"""What a column's name says about its values. Pure; a name alone proves nothing but that a number is a code."""

import re
from enum import Flag, auto
from functools import lru_cache

from hackathon.text import fold


class Role(Flag):
    """What the words of a name promise; several at once, or NONE."""

    NONE = 0
    CODE = auto()
    UBIGEO = auto()
    DNI = auto()
    RUC = auto()
    MODULAR = auto()
    KEY = auto()
    DATE = auto()
    LATITUDE = auto()
    LONGITUDE = auto()
    PHONE = auto()
    PERSON = auto()
    FACILITY = auto()
    AMOUNT = auto()


_WORDS = {
    Role.CODE: "codigo codigos cod code id ids identificador clave snip siaf cui placa expediente serie cuenta ubigeo dni "
    "ruc modular inei reniec telefono celular fono phone fax cie cie10 fips iso",
    Role.UBIGEO: "ubigeo ubigeos inei reniec",
    Role.DNI: "dni",
    Role.RUC: "ruc",
    Role.MODULAR: "modular",
    Role.KEY: "id codigo cod modular key clave",
    Role.DATE: "fecha fec date dia nacimiento corte",
    Role.LATITUDE: "lat latitud latitude",
    Role.LONGITUDE: "lon lng long longitud longitude",
    Role.PHONE: "telefono telefonos celular celulares movil fono phone whatsapp",
    Role.PERSON: "apellido apellidos paterno materno paciente alumno alumna estudiante titular beneficiario beneficiaria "
    "ciudadano trabajador servidor postulante conductor persona dni sexo_persona",
    Role.FACILITY: "establecimiento establecimientos institucion instituciones colegio escuela ie iiee ugel empresa "
    "entidad municipalidad hospital posta comisaria proveedor razon ruc modular local oficina sede biblioteca museo hotel",
}
_WORDS[
    Role.AMOUNT
] = """monto importe costo precio valor total cantidad presupuesto inversion pia pim devengado girado saldo
poblacion habitantes superficie area"""
_PHRASES = {
    Role.DNI: re.compile(r"\b(?:nro|num|numero|n) (?:de )?(?:doc|documento)\b|\bdocumento (?:de )?identidad\b"),
    Role.PERSON: re.compile(r"\bnombres\b|\bnombre(?: completo| y apellidos| del? (?:paciente|alumno|titular))\b"),
}
_ROLE_OF_WORD: dict[str, Role] = {}
for _role, _words in _WORDS.items():
    for _word in _words.split():
        _ROLE_OF_WORD[_word] = _ROLE_OF_WORD.get(_word, Role.NONE) | _role


@lru_cache(maxsize=2_000)
def role_of(name: str) -> Role:
    """The roles of a column with this name: `CodUbigeo`, `cod_ubigeo` and `CÓD. UBIGEO` say the same."""
    spaced = re.sub(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])", " ", name)
    words = re.findall(r"[a-z]+[0-9]*|[0-9]+", fold(re.sub(r"[_\W]+", " ", spaced)))
    role = Role.NONE
    for word in words:
        role |= _ROLE_OF_WORD.get(word, Role.NONE)
    phrase = " ".join(words)
    for said, pattern in _PHRASES.items():
        if pattern.search(phrase):
            role |= said
    return role | Role.CODE if Role.DNI in role else role
