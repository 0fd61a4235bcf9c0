"""The generated pages of docs/ are those of the code as it stands; every setting and route is in them."""

import re

import pytest

from hackathon import config
from hackathon.generated_docs import all_documents
from tests.architecture.source import ROOT, files


@pytest.mark.parametrize("name", ["permissions.md", "routes.md", "settings.md"])
def test_a_generated_page_is_fresh(app, session, name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == all_documents(app)[name], "run `python3 run.py fmt`"


def test_every_setting_that_the_code_reads_is_declared_and_says_what_it_means():
    declared = {setting.name for setting in config.SETTINGS}
    read = re.compile(r"HACKATHON_([A-Z][A-Z_]+)")
    named = {
        name for path in files(".py", under="hackathon") for name in read.findall(path.read_text(encoding="utf-8"))
    }

    assert named - declared == set()
    assert [setting.name for setting in config.SETTINGS if not (setting.meaning and setting.unit)] == []
