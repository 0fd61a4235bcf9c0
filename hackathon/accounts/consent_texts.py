"""What people are told when personal data is collected, and the sentences they agree to, in both languages.

Pure. These are models: organisers confirm them with their own counsel. A consent keeps `VERSION`; a test holds the
fingerprint of every version, so that no word changes under the consents that were given to it.
"""

import hashlib
import json

VERSION = "2026-11-23"

NOTICE = (
    {
        "es": ("Responsable", "{organization}, que organiza {event}. Contacto: {contact}."),
        "en": ("Who is responsible", "{organization}, which holds {event}. Contact: {contact}."),
    },
    {
        "es": (
            "Para qué",
            "Inscribirle, formar los equipos, avisarle de lo necesario del concurso, evaluar los proyectos y dejar "
            "constancia de los resultados.",
        ),
        "en": (
            "What for",
            "To register you, form the teams, tell you what the contest needs, judge the projects and record the results.",
        ),
    },
    {
        "es": (
            "Qué datos",
            "Su nombre y su correo son obligatorios: sin ellos no es posible inscribirle. Lo demás es voluntario.",
        ),
        "en": (
            "Which data",
            "Your name and e-mail are obligatory: without them you cannot be registered. Everything else is up to you.",
        ),
    },
    {
        "es": (
            "Quién los ve",
            "La organización y los integrantes de su equipo; el jurado ve el proyecto. Nadie más, salvo lo que usted "
            "autorice abajo o lo que mande la ley.",
        ),
        "en": (
            "Who sees them",
            "The organisers and the members of your team; the jury sees the project. Nobody else, except as you allow "
            "below or as the law demands.",
        ),
    },
    {
        "es": (
            "Dónde y cuánto tiempo",
            "En el servidor de la organización, sin enviarlos a terceros ni a otros países, hasta 12 meses después del "
            "evento. Los resultados son públicos y permanecen.",
        ),
        "en": (
            "Where and how long",
            "On the organisers' server, sent neither to third parties nor to other countries, until 12 months after the "
            "event. The results are public and remain.",
        ),
    },
    {
        "es": (
            "Sus derechos",
            "Puede acceder a sus datos, corregirlos, cancelarlos, oponerse a su uso y llevárselos, sin costo, "
            "escribiendo al contacto. Cada consentimiento se retira en su panel tan fácilmente como se da.",
        ),
        "en": (
            "Your rights",
            "You may see your data, correct it, cancel it, object to its use and take it with you, free of charge, by "
            "writing to the contact. Each consent is withdrawn in your panel as easily as it is given.",
        ),
    },
)

STATEMENTS = {
    "contest": {
        "es": "Doy mi consentimiento para que mis datos se usen en este concurso, como se explica arriba.",
        "en": "I consent to the use of my data in this contest, as explained above.",
    },
    "images": {
        "es": "Autorizo que se publiquen fotografías y videos del evento en los que aparezca.",
        "en": "I allow photographs and videos of the event in which I appear to be published.",
    },
    "authorship": {
        "es": "Quiero que mi nombre se muestre en público junto a mi equipo y su proyecto.",
        "en": "I want my name to be shown in public beside my team and its project.",
    },
    "later_contact": {
        "es": "Acepto que la organización me escriba después sobre este evento y otros parecidos.",
        "en": "I agree to be written to later about this event and similar ones.",
    },
    "sponsors": {
        "es": "Acepto que mi nombre y mi correo se entreguen a los auspiciadores del evento.",
        "en": "I agree that my name and e-mail are given to the event's sponsors.",
    },
}

DECLARATIONS = {
    "adults": {
        "es": (
            "Declaro bajo juramento que tengo 18 años o más, y que no formo parte de la organización ni del jurado ni "
            "soy familiar de quienes los integran."
        ),
        "en": (
            "I declare under oath that I am 18 or older, and that I belong neither to the organisers nor to the jury, "
            "and am no relative of theirs."
        ),
    },
    "all_ages": {
        "es": (
            "Declaro bajo juramento que no formo parte de la organización ni del jurado ni soy familiar de quienes los "
            "integran y que, si tengo menos de 18 años, cuento con la autorización de mi madre, padre o tutor."
        ),
        "en": (
            "I declare under oath that I belong neither to the organisers nor to the jury, am no relative of theirs and, "
            "if I am under 18, have the authorisation of my mother, father or guardian."
        ),
    },
}


def notice(language: str, *, organization: str, event: str, contact: str) -> list[tuple[str, str]]:
    """(heading, text) of each thing that is told when data is collected."""
    told = (point[language] for point in NOTICE)
    names = {"organization": organization, "event": event, "contact": contact}
    return [(heading, text.format_map(names)) for heading, text in told]


def statement(purpose: str, language: str) -> str:
    """The sentence beside the box of a consent."""
    return STATEMENTS[purpose][language]


def declaration(language: str, *, minors_allowed: bool) -> str:
    """The sworn statement of whoever registers."""
    return DECLARATIONS["all_ages" if minors_allowed else "adults"][language]


def fingerprint() -> str:
    """The SHA-256 of every text: what a version's number stands for."""
    texts = json.dumps([NOTICE, STATEMENTS, DECLARATIONS], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(texts.encode()).hexdigest()
