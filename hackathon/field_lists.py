"""Lists of fields whose lines are counted by what a browser sends, and by nothing else."""

import re
from collections.abc import Iterable, Iterator

import wtforms

_LINE = re.compile(r"[0-9]{1,4}", re.ASCII)


class FieldList(wtforms.FieldList):
    """A list of fields. WTForms takes `²` and thousands of digits for the number of a line, and fails at it."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        start = f"{prefix}{self._separator}"
        for name in formdata:
            line = name.removeprefix(start).split(self._field_separator, 1)[0]
            if name.startswith(start) and _LINE.fullmatch(line):
                yield int(line)
