"""A worker that reads one stored catalogue again and again: `python -m tests.portal.all_faults FOLDER`.

Each line that it is told is the address where its portal answers now; for each it says a line when it is done. At the
end of the lines it says the most memory that it ever took, in MB, and how many datasets are still offered. The portals
play in another process: what they need to be hostile is not counted.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import func, select

from hackathon import jobs
from hackathon.addresses import parse_hosts
from hackathon.database import db
from hackathon.net import PAGE, Answer, Fetcher, Limits
from hackathon.portal.models import Dataset
from tests.machinery.application import make_app
from tests.machinery.moving_clock import Clock
from tests.machinery.network import way_out
from tests.portal import faults
from tests.portal.conftest import add_portal, read_by_worker


class Hurried(Fetcher):
    """The product's own way out, which waits two seconds at most for a whole answer, and asks once."""

    def fetch(self, url: str, *, limits: Limits = PAGE, **asked: Any) -> Answer:
        return super().fetch(url, limits=replace(limits, read=0.6, total=2, attempts=1), **asked)


def main(folder: Path) -> None:
    clock = Clock()
    app = make_app(f"sqlite:///{folder / 'minka.sqlite'}", folder, CLOCK=clock)
    with app.app_context():
        upgrade()
        portal = None
        for line in sys.stdin:
            address = line.strip()
            [host] = parse_hosts(address.removeprefix("http://"))
            app.extensions["net"] = way_out(SimpleNamespace(host=host), made=Hurried)
            portal = portal or add_portal(address)
            portal.base_url = address
            db.session.commit()
            read_by_worker(portal)
            clock.move(hours=25)  # one that asks to wait for a day has had its patience
            jobs.run_due()
            print("done", flush=True)
        ours = Dataset.native_id.in_([record["id"] for record in faults.GOOD]), Dataset.missing_since.is_(None)
        offered = db.session.scalar(select(func.count(Dataset.id)).where(*ours))
    print(json.dumps({"megabytes": _most_memory(), "stored": offered}), flush=True)


def _most_memory() -> int:
    """In MB, of this program alone: what getrusage tells counts the process that it was forked from, too."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) // 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
