"""The forms that are sent: as they stand on their page while it is open, filled in as somebody entitled would.

So the same whole form, with a valid token, is stored for whoever may, and refused for everybody else by the rule alone.
"""

from dataclasses import replace
from io import BytesIO
from typing import Any

from hackathon.text import slug_of
from tests.access import world
from tests.access.actors import ACTORS
from tests.access.addresses import addresses
from tests.access.cast import Stage
from tests.access.declared import SIGN_IN, Line
from tests.factories import PASSWORD
from tests.jury.cast import TYPED as SCORES
from tests.machinery.page_forms import Form, forms_of

NEW_PASSWORD = "otras cuatro palabras largas"
WHY = {"reason_es": "Porque llueve."}
KEPT = "Un texto que nadie quiere perder."
E = "/events/<event>"

# What is typed where a form is not whole as it stands; a name of the stage stands for what it names.
TYPED: dict[str, dict[str, Any]] = {
    "/signup": {"name": "Nilo", "email": "nilo@example.pe", "password": PASSWORD},
    "/login": {"email": world.mail_of("zed"), "password": PASSWORD},
    "/reset": {"email": world.mail_of("zed")},
    "/reset/<token>": {"password": NEW_PASSWORD},
    "/account": {"name": "Otro nombre"},
    "/account/password": {"old_password": PASSWORD, "password": NEW_PASSWORD},
    "/organizations/new": {"name_es": "Otra", "slug": "otra-mas", "contact_email": "otra@example.pe"},
    "/events/new": {"name_es": "Nuevo", "slug": "nuevo", "opens": "2027-03-06T08:00", "city": "Trujillo"},
    "/datasets/requests/new": {"portal": "libertad", "title": "Lluvias", "need": "Para avisar."},
    "/datasets/requests/<request>/answer": {"state": "in_review"},
    "/portals/<portal>/stewards": {"email": world.mail_of("zed"), "unit": "Gerencia de Salud"},
    "/portals/new": {"url": "https://datos.example.org"},
    "/portals/import": {"name": "Un archivo", "file": "título\nAgua\n".encode()},
    "/datasets/<portal>/<dataset>/<resource>/copies/<int:revision>/withdrawal": {
        "reason": "Contiene datos de personas."
    },
    f"{E}/register/team": {"choice": "later"},
    f"{E}/register/rules": {"accepts": "y", "contest": "y"},
    f"{E}/me/consents": {"images": "y"},
    f"{E}/me/team/choose": {"choice": "found", "name": "Pumas"},
    f"{E}/me/team/name": {"name": "Lechuzas"},
    f"{E}/me/team/captain": {"successor": "abel"},
    f"{E}/me/team/leave": {"successor": "abel"},
    f"{E}/me/project": {"title": "Otro título"},
    f"{E}/jury/<assignment>": SCORES | {"comment": "Otro comentario"},
    f"{E}/jury/<assignment>/changes": SCORES,
    f"{E}/jury/<assignment>/recusal": {"cause": "Los conozco."},
    "/invitations/<token>": {"confidentiality": "y"},
    f"{E}/manage/jury": {"people": "Fay Flores, fay@example.pe"},
    f"{E}/manage/rounds/<int:number>/closing": {"quorum": "0", "reason": "Se hizo tarde."},
    f"{E}/manage/rounds/seats/<assignment>/exclusion": {"reason": "Es su hermana."},
    f"{E}/manage/rounds/seats/<assignment>/reopening": {"reason": "Se equivocó.", "absence": "Está de viaje."},
    f"{E}/manage/rounds/papers/<assignment>": SCORES | {"is_signed": "y"},
    f"{E}/jury/deliberation": {"note-text": "Algo más."},
    f"{E}/jury/deliberation/mentions": {"mention-entry": "candidate", "mention-reason": "Por su lectura de los datos."},
    f"{E}/jury/deliberation/prizes/<position>": {"prize-reason": "Ningún proyecto lo merece esta vez."},
    f"{E}/jury/deliberation/decisions/<decision>": {"reason": "Se tomó por error, y se decide otra vez."},
    f"{E}/manage/prizes": {"name_es": "Otro premio", "place": "9"},
    f"{E}/manage/prizes/<position>": {"name_es": "Otro nombre"},
    f"{E}/manage/results/order": {"freeze-note": "Falta una hoja, y las demás bastan para decidir."},
    f"{E}/manage/minutes": {"place": "Otra sala"},
    f"{E}/manage/minutes/<int:number>/erratum": {"says": "Uno", "should_say": "Dos", "reason": "Un error."},
    f"{E}/manage/certificates": {"name_1": "Ana Arce"},
    f"{E}/manage/certificates/<code>": {"withdrawal-reason": "No participó en el evento."},
    f"{E}/manage/settings": {"city": "Chiclayo"},
    f"{E}/manage/rules": {"text_es": "## Otras bases"},
    f"{E}/manage/timetable": WHY | {"ends_at": "2026-10-18T19:00"},
    f"{E}/manage/timetable/move": WHY | {"starts_at": "2026-10-24T08:00"},
    f"{E}/manage/agenda": {"title_es": "Almuerzo", "starts_at": "2026-10-17T13:00"},
    f"{E}/manage/agenda/<int:hour>": {"title_es": "Otra cosa"},
    f"{E}/manage/people": {"email": world.mail_of("zed")},
    f"{E}/manage/portals/new": {"url": "https://datos.example.org"},
    f"{E}/manage/challenges/new": {"title_es": "Más", "summary_es": "Más.", "problem_es": "Más.", "code": "R9"},
    f"{E}/manage/challenges/<code>": {"title_es": "Otro título"},
    f"{E}/manage/challenges/<code>/datasets/<portal>/<dataset>": WHY,
    f"{E}/manage/challenges/<code>/datasets/<portal>/<dataset>/offer": WHY,
}

# Where a form stands, when not at the address it is sent to.
PAGES = {
    "/datasets/requests/<request>/support": "/datasets/requests/<request>",
    "/datasets/requests/<request>/support/removal": "/datasets/requests/<request>",
    "/account/confirmation": "/account",
    "/portals/<portal>/harvests": "/portals/<portal>",
    f"{E}/manage/jury/<invitation>/chair": f"{E}/manage/jury",
    f"{E}/manage/rubric/<int:rubric>/copy": f"{E}/manage/rubric/<int:rubric>",
    f"{E}/manage/jury/<invitation>/mail": f"{E}/manage/jury",
    f"{E}/manage/rounds/opening": f"{E}/manage/rounds",
    f"{E}/manage/prizes/usual": f"{E}/manage/prizes",
    f"{E}/manage/prizes/<position>/removal": f"{E}/manage/prizes/<position>",
    f"{E}/jury/deliberation/mentions": f"{E}/jury/deliberation",
    f"{E}/manage/results/order": f"{E}/manage/results",
    f"{E}/manage/results/confirmation": f"{E}/manage/results",
    f"{E}/manage/results/publication": f"{E}/manage/results",
    f"{E}/manage/certificates/issue": f"{E}/manage/certificates",
    f"{E}/manage/certificates/<code>/replacement": f"{E}/manage/certificates/<code>",
    f"{E}/manage/agenda/<int:hour>/removal": f"{E}/manage/agenda/<int:hour>",
    f"{E}/manage/challenges/<code>/<any(up, down):direction>": f"{E}/manage/challenges",
    f"{E}/manage/challenges/<code>/datasets/<portal>/<dataset>/removal": (
        f"{E}/manage/challenges/<code>/datasets/<portal>/<dataset>"
    ),
}

# What a script sends of a form that stands at another address.
BY_SCRIPT = {f"{E}/jury/<assignment>/changes": f"{E}/jury/<assignment>"}

VERSIONED = {f"{E}/me/project/submit", f"{E}/me/project/take-back"}


def sent(line: Line, stage: Stage, actor: str, relation: str) -> dict[str, Any]:
    """What this actor sends in this relation: a whole form, with a token and a key of the actor's own."""
    form = _own_form(line, stage, actor, relation)
    if form is None:
        form = _form_of_the_entitled(line, stage) | _own_version(line, stage, actor)
    own = {"csrf_token": stage.people[actor].token, "aside": KEPT}
    keys = {name: f"key of {actor} {slug_of(line.name)}"[:64] for name in form if name.endswith("idempotency_key")}
    files = {name: (BytesIO(value), "catalogo.csv") for name, value in form.items() if isinstance(value, bytes)}
    return form | files | keys | own


def _own_form(line: Line, stage: Stage, actor: str, relation: str) -> dict[str, Any] | None:
    """The form that stands on a page of the actor's own: it knows the version of what is the actor's."""
    sees_nothing = line.expected(actor, relation, line.phases[0]) in {"404", SIGN_IN}
    return None if sees_nothing else _form(line, stage, actor, relation)


def _own_version(line: Line, stage: Stage, actor: str) -> dict[str, Any]:
    """Where somebody's page has another button now, the version of their project all the same."""
    if line.address not in VERSIONED:
        return {}
    project = _form(Line("POST", f"{E}/me/project", line.phases), stage, actor, "own")
    return {} if project is None else {"version": project["version"]}


def _form_of_the_entitled(line: Line, stage: Stage) -> dict[str, Any]:
    """The form of whoever may send it; one that stands on no page is a button."""
    likely = sorted(ACTORS, key=lambda actor: line.expected(actor, "own", line.phases[0]) not in {"done", "goes-on"})
    forms = (_form(line, stage, actor, "own") for actor in likely[:3])
    return next((form for form in forms if form is not None), {"idempotency_key": ""})


def _form(line: Line, stage: Stage, actor: str, relation: str) -> dict[str, Any] | None:
    """The form as somebody finds it while it is open, filled in."""
    key = (line.name, actor, relation)
    if key not in stage.forms:
        before = stage.clock.instant
        stage.clock.set(world.PHASES[line.phases[0]][0])
        form = _on_page(line, stage, actor, relation)
        stage.clock.set(before)
        typed = {name: stage.named["own"].get(value, value) for name, value in TYPED.get(line.address, {}).items()}
        stage.forms[key] = None if form is None else form.filled({}) | typed
    return stage.forms[key]


def _on_page(line: Line, stage: Stage, actor: str, relation: str) -> Form | None:
    form_of = replace(line, address=BY_SCRIPT.get(line.address, line.address))
    page = Line("GET", PAGES.get(form_of.address, form_of.address), line.phases)
    shown, target = addresses(page, stage)[relation], addresses(form_of, stage)[relation]
    answer = stage.ask(actor, "GET", shown)
    stage.watched.changed()
    posted = (form for form in forms_of(answer.text, shown) if form.method == "post" and form.action == target)
    return next(posted, None) if answer.status_code == 200 else None
