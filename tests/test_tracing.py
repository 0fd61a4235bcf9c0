"""What is not traced runs without a tracer, in a worker too: it costs twice the time, and two threads may trip over it."""

import sys
import threading

from tests.machinery.selection import TRACED


def test_an_untraced_test_has_no_tracer(request):
    tracers = sys.gettrace(), threading.gettrace()

    assert request.node.stash[TRACED] or tracers == (None, None)
