"""People's data are urgent; offices' and companies' are not."""

import pytest

from tests.portal.profile.making import profiled

PEOPLE = [f"{41000000 + number * 12347}" for number in range(30)]
PHONES = [f"9{number * 3331 + 10000000:08d}" for number in range(30)]
MAILS = [f"persona{number}@gmail.com" for number in range(30)]
OFFICES = [f"mesadepartes{number}@ugel.gob.pe" for number in range(30)]
RUCS = [f"20{number * 337 + 100000000:09d}" for number in range(30)]


def table(**columns):
    names = list(columns)
    rows = zip(*columns.values(), strict=True)
    return ";".join(names) + "\n" + "".join(";".join(row) + "\n" for row in rows)


NAMES = [f"Apellido {number}" for number in range(30)]
SCHOOLS = [f"IE {number}" for number in range(30)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (table(apellidos=NAMES, dni=PEOPLE), [("personal_dni", "dni", "urgent")]),
        (table(obra=SCHOOLS, documento_identidad=PEOPLE), [("personal_dni", "documento_identidad", "urgent")]),
        (table(apellidos=NAMES, codigo=PEOPLE), [("personal_dni", "codigo", "major")]),
        (table(obra=SCHOOLS, codigo=PEOPLE), []),
        (table(apellidos=NAMES, telefono_fijo=[f"{n + 44200000}" for n in range(30)]), []),
        (table(obra=SCHOOLS, dni=[str(n) for n in range(30)]), []),
        (table(obra=SCHOOLS, dni=["reservado", *["pendiente"] * 29]), []),
        (table(apellidos=NAMES, correo=MAILS), [("personal_e_mail", "correo", "urgent")]),
        (table(apellidos=NAMES, correo=OFFICES), [("personal_e_mail", "correo", "urgent")]),
        (table(ciudad=SCHOOLS, correo=MAILS), [("personal_e_mail", "correo", "urgent")]),
        (table(ciudad=SCHOOLS, correo=OFFICES), [("personal_e_mail", "correo", "minor")]),
        (table(institucion=SCHOOLS, correo=MAILS), [("personal_e_mail", "correo", "minor")]),
        (table(institucion=SCHOOLS, correo=OFFICES), [("personal_e_mail", "correo", "info")]),
        (table(apellidos=NAMES, correo=[MAILS[0]] * 30), [("personal_e_mail", "correo", "info")]),
        (table(paciente=NAMES, celular=PHONES), [("personal_telephone", "celular", "urgent")]),
        (table(institucion=SCHOOLS, telefono=PHONES), [("personal_telephone", "telefono", "minor")]),
        (table(ciudad=SCHOOLS, telefono=PHONES), [("personal_telephone", "telefono", "urgent")]),
        (table(ciudad=SCHOOLS, telefono=[f"044-{n + 200000}" for n in range(30)]), []),
        (table(ciudad=SCHOOLS, medicion=PHONES), []),
        (table(empresa=SCHOOLS, ruc=RUCS), []),
        (table(empresa=SCHOOLS, ruc=[*RUCS[:-1], "10412345678"]), [("ruc_of_people", "ruc", "info")]),
        (table(apellidos=[""] * 30, obra=SCHOOLS), []),
    ],
)
def test_who_may_be_harmed_decides_how_urgent_it_is(text, expected):
    found = [one for one in profiled(text).findings if one.code.startswith(("personal", "ruc"))]

    assert [(one.code, one.column, one.severity.value) for one in found] == expected


def test_what_is_urgent_stands_first():
    text = table(apellidos=[f"{name} " for name in NAMES], dni=PEOPLE, vacia=[""] * 30)

    assert [one.severity.value for one in profiled(text).findings] == ["urgent", "minor", "info"]
