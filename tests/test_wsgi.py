"""The entry point, in a process of its own."""

import subprocess
import sys

from run import ROOT


def test_what_is_loaded_at_the_start_is_never_looked_through_for_garbage():
    asked = "import gc, wsgi; print(gc.isenabled(), gc.get_freeze_count() > 100_000)"

    answered = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert answered.stdout.split() == ["True", "True"]
