"""Data that may be about people: DNI, e-mail, mobile telephones. Pure; it warns, a person decides.

The false alarm is the danger: schools publish the telephone and the e-mail of their office, companies their RUC. So what
else stands in the table counts (names of people, or facilities), and whether few different values repeat.
"""

from collections.abc import Iterator, Sequence

from hackathon.portal.profile.column_names import Role
from hackathon.portal.profile.columns import Type
from hackathon.portal.profile.examined import ExaminedColumn, roles_of
from hackathon.portal.profile.findings import Finding, Severity, finding
from hackathon.portal.profile.places import Places, merged

FEW = 5  # different values, or FEW_SHARE of the cells: an office's, not people's
FEW_SHARE = 0.05
MOST = 0.5  # of the cells look like a DNI
DNI_DIGITS = (7, 8)  # the seven are those that lost a zero
_OTHER_CODES = Role.UBIGEO | Role.MODULAR | Role.RUC | Role.DATE | Role.PHONE


def personal_faults(columns: Sequence[ExaminedColumn]) -> Iterator[Finding]:
    """The findings about people's data in the columns of one table, column by column."""
    roles = roles_of(columns)
    for one in columns:
        if one.column.filled:
            yield from _identity(one, roles)
            yield from _e_mail(one, roles)
            yield from _telephone(one, roles)
            yield from _tax_number(one)


def _identity(one: ExaminedColumn, roles: Role) -> Iterator[Finding]:
    if one.column.type != Type.CODE:
        return
    widths = one.tally.widths
    like_dni = merged(widths[width] for width in DNI_DIGITS if width in widths)
    if Role.DNI in one.role:
        if like_dni.count >= MOST * one.column.filled:
            yield finding("personal_dni", Severity.URGENT, column=one.column.name, places=like_dni)
    elif Role.PERSON in roles and set(widths) == {8} and not one.role & _OTHER_CODES:
        yield finding("personal_dni", Severity.MAJOR, column=one.column.name, places=like_dni)


def _e_mail(one: ExaminedColumn, roles: Role) -> Iterator[Finding]:
    found = one.tally.traces["e_mail"]
    if found.count:
        is_private = one.tally.traces["private_mail"].count > 0
        yield _contact("personal_e_mail", one, roles, places=found, is_private=is_private)


def _telephone(one: ExaminedColumn, roles: Role) -> Iterator[Finding]:
    found = one.tally.watched.get("mobile") if Role.PHONE in one.role else None
    if found:
        yield _contact("personal_telephone", one, roles, places=found, is_private=True)


def _contact(code: str, one: ExaminedColumn, roles: Role, *, places: Places, is_private: bool) -> Finding:
    """Urgent beside names of people; otherwise urgent only if it is private and no facility's."""
    if _are_few(one):
        severity = Severity.INFO
    elif Role.PERSON in roles:
        severity = Severity.URGENT
    elif Role.FACILITY in roles:
        severity = Severity.MINOR if is_private else Severity.INFO
    else:
        severity = Severity.URGENT if is_private else Severity.MINOR
    return finding(code, severity, column=one.column.name, places=places)


def _are_few(one: ExaminedColumn) -> bool:
    column = one.column
    return column.distinct < column.filled and column.distinct <= max(FEW, FEW_SHARE * column.filled)


def _tax_number(one: ExaminedColumn) -> Iterator[Finding]:
    found = one.tally.watched.get("ruc_of_a_person")
    if found:
        yield finding("ruc_of_people", Severity.INFO, column=one.column.name, places=found)
