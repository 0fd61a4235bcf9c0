"""The illustrative portal of the product, answering over HTTP on a port of its own for the whole run."""

import threading
from collections.abc import Iterator

import pytest

from hackathon.demo.catalogue import AS_OF
from hackathon.demo.stand_in import serve


@pytest.fixture(scope="session")
def illustrative_portal() -> Iterator[str]:
    """Its address. An application reaches it only where ALLOWED_INTERNAL_HOSTS names it."""
    server = serve(0, AS_OF)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
