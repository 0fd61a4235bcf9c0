"""The floor of a harvest, a program of its own: read the pages, parse the JSON, insert id, title and the raw record."""

import json
import sys
import urllib.request

from tests.bench.catalogue import PAGE
from tests.bench.floor import connect


def main(portal: str, database: str) -> None:
    connection = connect(database)
    connection.execute("CREATE TABLE thing (id TEXT PRIMARY KEY, title TEXT, raw TEXT)")
    start, count = 0, 1
    while start < count:
        # No proxy: the portal is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{portal}/api/3/action/package_search?q=*:*&rows={PAGE}&start={start}") as answer:
            result = json.load(answer)["result"]
        rows = ((one["id"], one["title"], json.dumps(one)) for one in result["results"])
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO thing VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")
        start, count = start + PAGE, result["count"]
    print(connection.execute("SELECT count(*) FROM thing").fetchone()[0])
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
