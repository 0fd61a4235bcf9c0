"""An ArcGIS Hub to read: its search, paged from one on, and its feed."""

import json

from hackathon.portal.kinds.arcgis_hub import FEED, ITEMS
from tests.portal import hostile
from tests.portal.replay import Reply

HEX = "f4bcc1035b7d46cba95e977f4affb6be"
SERVICE = "https://services.arcgis.com/X/arcgis/rest/services/Tahoe/FeatureServer/0"
HOME = Reply(200, b'<script src="https://hubcdn.arcgis.com/x.js"></script>', {"Content-Type": "text/html"})


def item(number=0, **fields):
    """An item as the search gives it."""
    properties = {
        "title": f"Capa {number}",
        "description": "<div>Ríos</div>",
        "type": "Feature Layer",
        "source": "Municipio",
        "owner": "ada",
        "created": 1611934478000,
        "modified": 1627417519723,
        "tags": ["agua", "ríos"],
        "categories": ["/Categories/Ambiente/Agua"],
        "license": "none",
        "licenseInfo": "<p>Uso libre</p>",
        "structuredLicense": {"type": "none"},
        "url": f"https://services.arcgis.com/X/arcgis/rest/services/Rios/FeatureServer/{number}",
        "additionalResources": [
            {"name": "Guía", "url": "https://a.example/guia.pdf"},
            {"url": "https://a.example/x.csv"},
        ],
    }
    return {"id": f"{number:032x}", "type": "Feature", "geometry": None, "properties": properties | fields}


def items(count):
    return [item(number) for number in range(count)]


def hub(listed, *, cap=100, matched=None, search=None, feed=None):
    """A Hub with these items; `search` replaces its answers, `feed` is what its feed holds."""

    def play(ask):
        if ask.path == "/":
            return HOME
        if ask.path == ITEMS and search:
            return search(ask)
        if ask.path == ITEMS:
            start, rows = int(ask.query.get("startindex", 1)) - 1, min(int(ask.query["limit"]), cap)
            page = listed[start : start + rows]
            count = len(listed) if matched is None else matched
            answer = {
                "type": "FeatureCollection",
                "features": page,
                "numberMatched": count,
                "numberReturned": len(page),
            }
            return Reply(body=json.dumps(answer).encode())
        if ask.path == FEED and feed is not None:
            return Reply(body=json.dumps(feed).encode())
        return hostile.says(hostile.PAGE, 404)(ask)

    return play
