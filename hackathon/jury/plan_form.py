"""The plan of an event's rounds as a form."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from hackathon.forms import BaseForm, required
from hackathon.jury.models import QUORUM, JudgingRound, RoundKind
from hackathon.jury.round_actions import RoundText
from hackathon.jury.round_forms import MOST_JURORS, MOST_PROJECTS
from hackathon.jury.rubric_models import Rubric

ONE_ROUND, TWO_ROUNDS = "single", "final"


class PlanForm(BaseForm):
    """How many rounds there are, who judges how much in the first, and who goes on to the final."""

    kind = RadioField(
        _l("Rounds"),
        [DataRequired(required())],
        choices=[
            SelectChoice(ONE_ROUND, _l("A single round: its order is the result")),
            SelectChoice(TWO_ROUNDS, _l("A first round, then a final among the best")),
        ],
        default=ONE_ROUND,
    )
    rubric = SelectField(_l("Rubric"), coerce=int, default=1)
    per_project = IntegerField(
        _l("Jurors for each project"),
        [Optional(), NumberRange(min=1, max=MOST_JURORS)],
        description=_l("Leave it empty so that everybody judges everything."),
    )
    capacity = IntegerField(
        _l("Projects for each juror, at most"),
        [Optional(), NumberRange(min=1, max=MOST_PROJECTS)],
        description=_l("Leave it empty for no limit."),
    )
    quorum = IntegerField(
        _l("Signed sheets that a project needs"), [InputRequired(required()), NumberRange(min=1, max=MOST_JURORS)],
        default=QUORUM,
    )  # fmt: skip
    bars_domains = BooleanField(
        _l("Nobody judges people of their own organisation, known by the domain of their e-mail"), default=True
    )
    finalists_wanted = IntegerField(
        _l("Projects in the final"),
        [Optional(), NumberRange(min=2, max=MOST_PROJECTS)],
        description=_l("Leave it empty for the fewest that hold the best project with a probability of 95 in 100."),
    )
    final_quorum = IntegerField(
        _l("Signed sheets that a finalist needs"), [Optional(), NumberRange(min=1, max=MOST_JURORS)], default=QUORUM
    )
    final_rubric = SelectField(_l("Rubric of the final"), coerce=int, default=1)
    carries_over = BooleanField(
        _l("Sheets of the first round count in the final too, and are not written again"),
        description=_l("Only where both rounds are judged by the same rubric."),
    )

    @classmethod
    def of(cls, rounds: Sequence[JudgingRound], rubrics: Sequence[Rubric]) -> "PlanForm":
        """The form with what is planned already, to be judged by one of these rubrics."""
        form = cls(data=cls._planned(rounds))
        named = {one.number: str(one.name) or _("Rubric %(number)s", number=one.number) for one in rubrics}
        form.rubric.choices = [SelectChoice(number, name) for number, name in named.items()]
        form.final_rubric.choices = list(form.rubric.choices)
        return form

    @staticmethod
    def _planned(rounds: Sequence[JudgingRound]) -> dict[str, Any]:
        if not rounds:
            return {}
        first, final = rounds[0], rounds[1] if len(rounds) > 1 else None
        names = ("per_project", "capacity", "quorum", "bars_domains", "finalists_wanted")
        said = {name: getattr(first, name) for name in names}
        said |= {"kind": TWO_ROUNDS if final else ONE_ROUND, "rubric": first.rubric.number}
        if final:
            said |= {"final_quorum": final.quorum, "carries_over": final.carries_over}
            said["final_rubric"] = final.rubric.number
        return said

    def texts(self) -> list[RoundText]:
        """The rounds as the action takes them; in a final everybody judges every finalist."""
        is_final = self.kind.data == TWO_ROUNDS
        names = ("rubric", "per_project", "capacity", "quorum", "bars_domains")
        given = {name: self._fields[name].data for name in names}
        if not is_final:
            return [RoundText(RoundKind.SINGLE, **given)]
        first = RoundText(RoundKind.FIRST, finalists_wanted=self.finalists_wanted.data, **given)
        quorum = self.final_quorum.data or self.quorum.data
        said = {"carries_over": self.carries_over.data, "bars_domains": self.bars_domains.data}
        return [first, RoundText(RoundKind.FINAL, rubric=self.final_rubric.data, quorum=quorum, **said)]
