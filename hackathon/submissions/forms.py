"""The one form of a project: everything a team writes, in the order of its page."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hackathon.addresses import is_linkable
from hackathon.field_lists import FieldList
from hackathon.forms import BaseForm
from hackathon.submissions.content import LICENCES, LONGEST_HOW, LONGEST_TEXT, MOST_DATASETS, Draft, Use
from hackathon.submissions.models import Project
from hackathon.text import trimmed

LICENCE_NAMES = {
    "": _l("Not chosen yet"),
    "MIT": "MIT",
    "Apache-2.0": "Apache 2.0",
    "BSD-3-Clause": "BSD (3)",
    "MPL-2.0": "Mozilla (MPL 2.0)",
    "EUPL-1.2": "EUPL 1.2",
    "GPL-3.0": "GNU GPL 3",
    "AGPL-3.0": "GNU AGPL 3",
    "CC0-1.0": "CC0 1.0",
    "CC-BY-4.0": "CC BY 4.0",
    "CC-BY-SA-4.0": "CC BY-SA 4.0",
    "other": _l("Another one, named in the repository"),
}
BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)")


class ToHandIn:
    """Marks a field that must be filled in before handing in; a draft is saved without it."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing is refused here: the checklist tells."""


def with_scheme(address: Any) -> Any:
    """`github.com/team/project`, as people write it on a phone, is meant as https."""
    typed = trimmed(address)
    return f"https://{typed}" if isinstance(typed, str) and BARE_HOST.match(typed) else typed


def web_address(form: Any, field: Any) -> None:
    """An address that a page may offer as a link: http(s), reachable by others than its author."""
    if not field.data:
        return
    if not field.data.lower().startswith(("http://", "https://")) or not is_linkable(field.data):
        raise ValidationError(
            _l("This is not a web address that others can open. It looks like https://example.org/project.")
        )
    scheme, rest = field.data.split(":", 1)
    field.data = f"{scheme.lower()}:{rest}"


def address_field(label: str, description: str = "", *marks: Any) -> StringField:
    """A web address; `inputmode` brings the right keyboard without the browser's own judgement."""
    return StringField(
        label,
        [*marks, Length(max=500), web_address],
        filters=[with_scheme],
        description=description,
        render_kw={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"},
    )


def text_area(
    label: str, description: str = "", *marks: Any, longest: int = LONGEST_TEXT, rows: int = 6
) -> TextAreaField:
    return TextAreaField(label, [*marks, Length(max=longest)], description=description, render_kw={"rows": rows})


class UseForm(FlaskForm):
    """One used dataset: its address here, and how it is used."""

    class Meta(FlaskForm.Meta):
        csrf = False  # the form around it carries the token

    ref = HiddenField(validators=[Length(max=200)])
    how = TextAreaField(_l("How you used it"), [Length(max=LONGEST_HOW)], filters=[trimmed], render_kw={"rows": 2})


class InWords:
    """A field's stored and typed value as texts, for the page of a stale save."""

    def __init__(self, label: Any, data: list[str]) -> None:
        self.label, self.data = label, data


class ProjectForm(BaseForm):
    """What a team hands in; nothing is obligatory to save, and the page says what is to hand in."""

    unnamed = BaseForm.unnamed | {"find"}

    title = StringField(_l("Title"), [ToHandIn(), Length(max=120)], render_kw={"autocomplete": "off"})
    summary = TextAreaField(
        _l("In one sentence"),
        [ToHandIn(), Length(max=300)],
        description=_l("What it is, for whom, with which data. It stands under the title in the gallery."),
        render_kw={"rows": 2},
    )
    challenges = SelectMultipleField(_l("Challenges you answer"), option_widget=CheckboxInput(), widget=ListWidget())
    problem = text_area(_l("The problem"), _l("Who has it, and how you know."))
    solution = text_area(_l("Your solution"), _l("What it does today, and what it would need to be used."))
    data_story = text_area(
        _l("Story of the data"),
        _l("What you found in the data, what was missing or wrong in it, and how you dealt with that."),
        ToHandIn(),
    )
    datasets = FieldList(FormField(UseForm), label=_l("Datasets you use"), max_entries=MOST_DATASETS + 1)
    find = StringField(_l("Search in the portals of the event"), [Length(max=100)])
    repository_url = address_field(_l("Repository"), _l("Where the code is, open to be read."), ToHandIn())
    repository_ref = StringField(
        _l("Commit or release"), [Length(max=120)], render_kw={"autocapitalize": "none", "spellcheck": "false"}
    )
    demo_url = address_field(_l("Demo"))
    video_url = address_field(_l("Video"))
    licence = SelectField(
        _l("Licence of the code"),
        [ToHandIn()],
        choices=[SelectChoice(code, LICENCE_NAMES[code]) for code in ("", *LICENCES)],
        default="",
    )
    third_parties = text_area(
        _l("Code, data and AI by others"),
        _l("Libraries, maps, other data, assistants: what is not yours, and under which licence."),
        longest=5_000,
        rows=3,
    )

    def __init__(self, project: Project, *, challenges: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(obj=project, data={"challenges": _codes(project), "datasets": _uses(project)}, **options)
        self.challenges.choices = [SelectChoice(code, words) for code, words in challenges]
        self.challenges.flags.required = True  # of the group: none of its boxes is obligatory by itself

    @property
    def codes(self) -> list[str]:
        """Every challenge that can be ticked: as long as none is, all of them offer their datasets."""
        return [choice.value for choice in self.challenges.choices]

    def draft(self, *, add: str = "", remove: str = "") -> Draft:
        """What was typed as one value, with a dataset more or less."""
        uses = [Use(entry.ref.data or "", entry.how.data or "") for entry in self.datasets]
        texts = {name: data or "" for name, data in self.changes().items() if name not in {"challenges", "datasets"}}
        kept = [use for use in [*uses, *([Use(add)] if add else [])] if use.ref and use.ref != remove]
        return Draft(**texts, challenges=tuple(self.challenges.data or ()), datasets=tuple(kept))

    @property
    def typed(self) -> list[tuple[Any, str]]:
        """(label, text) of everything that was typed and differs from what is stored: given back when it cannot be."""
        kept = [
            (field.label.text, field.data)
            for name, field in self._fields.items()
            if name not in self.unnamed | {"challenges", "datasets"} and (field.data or "") != self.saved(name)
        ]
        challenges, uses = self.challenges.data or [], [_line(use) for use in self.datasets.data]
        if sorted(challenges) != sorted(_codes(self.subject)):
            kept.append((self.challenges.label.text, ", ".join(challenges)))
        if uses != [_line(use) for use in _uses(self.subject)]:
            kept.append((self.datasets.label.text, "\n".join(uses)))
        return kept

    @property
    def conflicts(self) -> list[tuple[Any, Any]]:
        """As in every form; challenges in one order, and used datasets as words."""
        if not self.is_stale:
            return []
        ours = {"challenges", "datasets"}
        texts = [pair for pair in super().conflicts if pair[0].short_name not in ours]
        stored, typed = sorted(_codes(self.subject)), sorted(self.challenges.data or ())
        challenges = [(InWords(self.challenges.label, typed), stored)] if stored != typed else []
        stored, typed = (sorted(map(_line, uses)) for uses in (_uses(self.subject), self.datasets.data))
        return texts + challenges + ([(InWords(self.datasets.label, typed), stored)] if stored != typed else [])


def _codes(project: Project) -> list[str]:
    return [link.challenge.code for link in project.challenge_links]


def _uses(project: Project) -> list[dict[str, str]]:
    return [{"ref": link.ref, "how": link.how} for link in project.dataset_links]


def _line(use: dict[str, str]) -> str:
    return f"{use['ref']}: {use['how']}" if use["how"] else use["ref"]
