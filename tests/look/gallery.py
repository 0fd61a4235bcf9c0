"""The gallery: one page that holds every macro in every state, for the browser tests of the visual language."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    DateTimeLocalField,
    FieldList,
    Form,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    URLField,
    validators,
)
from wtforms.widgets import CheckboxInput, ListWidget

from hackathon.drawings import huaca

OPENS = datetime(2026, 10, 17, 13, tzinfo=UTC)
NOW = OPENS + timedelta(hours=24, minutes=48)
CLOSES = OPENS + timedelta(hours=29)
MOMENTS = [
    (OPENS, "apertura"),
    (OPENS + timedelta(hours=7), "hito 1"),
    (OPENS + timedelta(hours=14), "hito 2"),
    (OPENS + timedelta(hours=25), "ensayo"),
    (CLOSES, "cierre de entregas"),
    (OPENS + timedelta(hours=33), "fin"),
]
LEVELS = [str(level) for level in range(6)]
LICENCES = {
    "mit": "MIT",
    "gpl": "GPL 3.0 o posterior",
    "other": "Otra licencia abierta, con su texto en el repositorio",
}
ANCHORS = [f"Lo que significa el nivel {level}: cruza conjuntos y explica sus límites." for level in range(6)]


class Checkboxes(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GalleryForm(Form):
    title = StringField("Título", [validators.DataRequired("Escriba el título.")])
    summary = StringField("Resumen en una frase", [validators.Optional()], description="Hasta 140 caracteres.")
    story = TextAreaField("Historia de datos", [validators.InputRequired("Cuente qué datos usó.")])
    size = IntegerField("Integrantes", [validators.Optional()])
    opens = DateTimeLocalField("Apertura", [validators.Optional()])
    password = PasswordField("Contraseña", [validators.InputRequired("Escriba una contraseña.")])
    licence = RadioField("Licencia", [validators.InputRequired("Elija una licencia.")], choices=LICENCES)
    challenge = SelectField("Reto", choices={"r1": "R1 Alerta temprana", "r2": "R2 Sangre cerca"})
    datasets = Checkboxes("Conjuntos de datos", choices={"a": "Bancos de sangre", "b": "Unidades por grupo"})
    links = FieldList(URLField("Enlace", [validators.Optional()]), "Enlaces", min_entries=2)
    agrees = BooleanField("Acepto las bases", [validators.InputRequired("Sin aceptar las bases no hay entrega.")])
    criterion1 = RadioField("Uso de datos", choices=LEVELS, default="4")
    criterion2 = RadioField("Impacto", choices=[str(n) for n in range(11)], validate_choice=False)

    refusals: tuple[str, ...] = ()
    is_stale = False

    def hidden_tag(self) -> str:
        return ""

    @property
    def has_problems(self) -> bool:
        return bool(self.errors)


def context() -> dict[str, Any]:
    """What gallery.html shows."""
    form = GalleryForm()
    form.validate()
    form.criterion2.errors = ["Elija un nivel de la escala."]
    stale = GalleryForm(data={"summary": "Avisa a donantes.", "licence": "mit"})
    return {
        "form": form,
        "stale": SimpleNamespace(conflicts=[(stale.summary, "Avisa a los donantes cerca."), (stale.licence, "gpl")]),
        "refused": Refused(),
        "left": CLOSES - NOW,
        "closes": CLOSES,
        "pyramid": huaca(OPENS, OPENS + timedelta(hours=33), now=NOW, zone=ZoneInfo("America/Lima"), moments=MOMENTS),
        "pages": SimpleNamespace(previous="#main", next="#main", first=51, last=100, total=420),
        "phases": "preparation call registration hacking checking scoring deliberation published follow_up".split(),
        "categories": ["Administración", "Educación", "Transporte", "Salud", "Otros", "Ambiente", "Turismo", "Agua"],
        "challenges": CHALLENGES,
        "facilities": FACILITIES,
        "criteria": [
            SimpleNamespace(name="Uso de datos abiertos", weight=25, anchors=ANCHORS),
            SimpleNamespace(name="Viabilidad y sostenibilidad", weight=15, anchors=[]),
        ],
    }


class Refused:
    """A verdict of no, as `can()` gives it."""

    reason = "Only the team can edit its project."
    values: dict[str, Any] = {}

    def __bool__(self) -> bool:
        return False


def _challenge(code: str, title: str, mark: str, text: str, *counts: tuple[int, str]) -> dict[str, Any]:
    return {
        "title": title,
        "href": f"#{code}",
        "mark": mark,
        "meta": f"{mark} · {code}",
        "text": text,
        "counts": counts,
    }


CHALLENGES = [
    _challenge("R1", "Alerta temprana ante El Niño", "Otros", "¿Qué centros poblados deben evacuar, hacia dónde y con cuánta anticipación?", (3, "conjuntos de datos"), (2, "equipos")),
    _challenge("R2", "Sangre cerca", "Salud", "Donantes que no saben dónde hace falta su tipo de sangre esta semana.", (2, "conjuntos de datos"), (1, "equipo")),
    _challenge("R4", "Escuela transparente", "Educación", "Que una familia vea docentes y presupuesto de la escuela de su hija.", (3, "conjuntos de datos"), (1, "equipo")),
    _challenge("R5", "Ruta segura", "Transporte", "Dónde y cuándo ocurren los accidentes, y qué ruta los evita.", (3, "conjuntos de datos"), (1, "equipo")),
    _challenge("R6", "Obra a la vista", "Administración", "Seguir una obra pública desde el contrato hasta la puerta del barrio.", (2, "conjuntos de datos"), (1, "equipo")),
]  # fmt: skip
FACILITIES = [
    ("00004231", "Hospital Belén de Trujillo", "III-1", "130101", "71.0"),
    ("00004232", "Centro de Salud El Porvenir", "I-4", "130102", "52.5"),
    ("00004251", "Centro de Salud Santa Lucía de Moche", "I-3", "130107", "44.0"),
]
