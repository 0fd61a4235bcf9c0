"""The entry point of web servers and of the `flask` command."""

import gc

gc.disable()  # all that is loaded here stays: looking for garbage among it takes half of the start

from hackathon import create_app  # noqa: E402 - the pause is for what this loads
from hackathon.errors import Misconfigured  # noqa: E402

try:
    app = create_app()
except Misconfigured as wrong:  # a sentence for whoever starts it, not a traceback
    raise SystemExit(str(wrong)) from wrong

gc.freeze()  # nor is it looked through again later, and the pages of memory stay shared between forks
gc.set_threshold(50_000, 20, 20)  # a page of a catalogue makes 100,000 objects: none of them is in a circle
gc.enable()
