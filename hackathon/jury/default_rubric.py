"""The rubric that an event has until its organisers write their own: six criteria, 0 to 5, each level in words.

Pure data. Every level says what a juror must have seen, so that two jurors mean the same by the same number.
"""

from dataclasses import dataclass

from hackathon.jury.scoring import SCALES

SCALE = SCALES[0]
TIES = ("open_data", "public_impact")

Both = tuple[str, str]  # Spanish, English


@dataclass(frozen=True)
class DefaultCriterion:
    """One criterion: weight in percent, and one anchor per level from the lowest to the highest."""

    key: str
    weight: int
    name: Both
    help: Both
    anchors: tuple[Both, ...]


CRITERIA = (
    DefaultCriterion(
        "open_data",
        25,
        ("Uso de datos abiertos", "Use of open data"),
        (
            "Qué datos abiertos usa el proyecto y qué tan bien los usa.",
            "Which open data the project uses, and how well.",
        ),
        (
            ("No usa datos abiertos.", "Uses no open data."),
            (
                "Menciona un conjunto de datos, pero la solución funcionaría igual sin él.",
                "Names a dataset, but the solution would work just as well without it.",
            ),
            (
                "Usa un conjunto tal como se publicó, sin revisar su calidad.",
                "Uses one dataset as it was published, without checking its quality.",
            ),
            (
                "Se apoya en un conjunto y dice de dónde viene y qué se corrigió.",
                "Builds on one dataset, and says where it comes from and what was corrected.",
            ),
            (
                "Cruza dos o más conjuntos y explica sus límites.",
                "Combines two or more datasets and explains their limits.",
            ),
            (
                "Cruza varios conjuntos, documenta sus fallas y devuelve algo útil a quien los publica.",
                "Combines several datasets, documents their faults and gives something useful back to their publisher.",
            ),
        ),
    ),
    DefaultCriterion(
        "public_impact",
        25,
        ("Impacto público", "Public impact"),
        ("A quién sirve y cuánto cambia.", "Whom it serves, and how much it changes."),
        (
            ("No responde a un problema público.", "Answers no public problem."),
            ("Nombra un problema, sin decir a quién afecta.", "Names a problem, but not whom it affects."),
            (
                "Describe a quién afecta, sin cifras ni testimonios.",
                "Describes whom it affects, without figures or witnesses.",
            ),
            (
                "Beneficia a un grupo concreto, con cifras de la región.",
                "Helps a definite group, with figures of the region.",
            ),
            (
                "Muestra con datos cuánto mejora la vida de ese grupo y quién lo usaría.",
                "Shows with data how much that group's life improves, and who would use it.",
            ),
            (
                "Cambia una decisión o un servicio para muchas personas y dice cómo se medirá.",
                "Changes a decision or a service for many people, and says how that will be measured.",
            ),
        ),
    ),
    DefaultCriterion(
        "innovation",
        15,
        ("Innovación", "Innovation"),
        ("Qué aporta que no existía.", "What it adds that was not there before."),
        (
            ("Copia algo que ya existe, sin aporte propio.", "Copies something that exists, adding nothing."),
            ("Repite una solución conocida con cambios menores.", "Repeats a known solution with minor changes."),
            ("Adapta una solución conocida a la región.", "Adapts a known solution to the region."),
            (
                "Combina ideas conocidas de una manera nueva para este problema.",
                "Combines known ideas in a way that is new for this problem.",
            ),
            (
                "Propone un enfoque propio y explica por qué supera lo que hoy se hace.",
                "Takes an approach of its own, and explains why it beats what is done today.",
            ),
            (
                "Abre un camino que otras regiones querrían seguir.",
                "Opens a way that other regions would want to follow.",
            ),
        ),
    ),
    DefaultCriterion(
        "viability",
        15,
        ("Viabilidad y sostenibilidad", "Viability and sustainability"),
        (
            "Si podría funcionar fuera del evento, y por cuánto tiempo.",
            "Whether it could work outside the event, and for how long.",
        ),
        (
            ("No podría funcionar fuera de la demostración.", "Could not work outside the demonstration."),
            (
                "Depende de personas, permisos o recursos que nadie ha previsto.",
                "Depends on people, permissions or resources that nobody has foreseen.",
            ),
            (
                "Podría funcionar, pero no se sabe quién lo mantendría ni cuánto costaría.",
                "Could work, but who would maintain it, and at what cost, is unknown.",
            ),
            (
                "Dice quién lo operaría, con qué recursos y qué falta.",
                "Says who would run it, with what means, and what is missing.",
            ),
            (
                "Tiene un plan creíble para el primer año, con costos y responsables.",
                "Has a credible plan for the first year, with costs and people in charge.",
            ),
            (
                "Una entidad podría adoptarlo ya: costos, responsables, licencia y mantenimiento están resueltos.",
                "A public body could adopt it now: costs, people in charge, licence and upkeep are settled.",
            ),
        ),
    ),
    DefaultCriterion(
        "prototype",
        10,
        ("Prototipo funcional", "Working prototype"),
        ("Qué funciona de verdad.", "What really works."),
        (
            ("No hay prototipo.", "There is no prototype."),
            ("Solo hay pantallas o maquetas.", "There are only screens or mock-ups."),
            ("Una parte funciona, con ayuda del equipo.", "A part works, with the team's help."),
            ("El recorrido principal funciona con datos reales.", "The main path works with real data."),
            (
                "Funciona completo, con datos reales, y cualquiera puede probarlo.",
                "All of it works, with real data, and anyone can try it.",
            ),
            (
                "Funciona completo, resiste errores y cualquiera puede instalarlo desde su repositorio.",
                "All of it works, it withstands mistakes, and anyone can install it from its repository.",
            ),
        ),
    ),
    DefaultCriterion(
        "presentation",
        10,
        ("Presentación", "Presentation"),
        ("Qué tan bien se explica en el tiempo dado.", "How well it is explained in the time given."),
        (
            ("No se presentó.", "Was not presented."),
            ("No se entiende qué problema resuelve.", "Which problem it solves remains unclear."),
            ("Se entiende el problema, pero no la solución.", "The problem is clear, the solution is not."),
            (
                "El problema y la solución quedan claros en el tiempo dado.",
                "Problem and solution are clear in the time given.",
            ),
            (
                "Es clara y ordenada, y responde bien a las preguntas.",
                "Is clear and orderly, and answers questions well.",
            ),
            (
                "Es clara y convincente: muestra el prototipo en vivo, reconoce sus límites y responde con datos.",
                "Is clear and convincing: shows the prototype live, admits its limits and answers with data.",
            ),
        ),
    ),
)
