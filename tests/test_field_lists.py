"""Lines of a list are numbered by plain digits; any other name is no line."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from hackathon.field_lists import FieldList


class Links(Form):
    links = FieldList(StringField())


@pytest.mark.parametrize("line", ["²", "٣", "9" * 5_000, "10000", "-1", "", "1\n"])
def test_a_line_without_a_plain_number_is_left_out(line):
    sent = MultiDict({"links-1": "b", "links-0": "a", f"links-{line}": "?", "linksx0": "?"})

    assert Links(sent).links.data == ["a", "b"]
