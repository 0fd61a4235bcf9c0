"""One dataset of an Opendatasoft catalogue as ours. Pure.

Shape (v2.1): `{dataset_id, has_records, features[], fields[{type}], attachments[{id, title, mimetype, url}],
metas{default{title, description (HTML), theme[], keyword[], publisher, license, license_url, modified,
data_processed, …}, dcat{…}}}`; v2.0 has the same as `{links, dataset{…}}`. The platform keeps no file: its data are
exported when somebody asks for them, so that the addresses of the files are built here.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hackathon.portal.licences import licence_of
from hackathon.portal.records import Named, NormalDataset, NormalResource, Unreadable
from hackathon.portal.words import LONGEST_TITLE, LONGEST_URL, format_of, instant_of, objects_in, period_of, text_of
from hackathon.text import N_

API = "/api/explore/v2.1/catalog"
LONGEST_NAME = 200
MOST_FILES = 500
GEOGRAPHIC = {"geo_point_2d", "geo_shape"}
# Its CSV is cut by semicolons unless told otherwise: said in the address, so that it stays so.
EXPORTS = (("csv", "CSV", "?delimiter=%3B&with_bom=true"), ("json", "JSON", ""), ("geojson", "GEOJSON", ""))


def dataset_of(raw: Any, *, base: str) -> NormalDataset:
    """The dataset in this record; raises Unreadable for one without id or without any title."""
    dataset, key = _unwrapped(raw), id_of_dataset(raw)
    if not key:
        raise Unreadable(N_("The record has no id."))
    default, dcat = _metas(dataset, "default"), _metas(dataset, "dcat")
    title = text_of(default.get("title"), LONGEST_TITLE) or key
    publisher = text_of(default.get("publisher"), LONGEST_TITLE)
    said = text_of(default.get("update_frequency") or dcat.get("accrualperiodicity"), LONGEST_NAME)
    processed = instant_of(default.get("data_processed"))
    return NormalDataset(
        native_id=key,
        title=title,
        notes=text_of(default.get("description")),
        landing_url=f"{base}/explore/dataset/{quote(key, safe='')}/",
        organization=Named(publisher[:LONGEST_NAME], publisher) if publisher else None,
        categories=[Named(theme[:LONGEST_NAME], theme) for theme in _texts(default.get("theme"), LONGEST_TITLE)],
        tags=_texts(default.get("keyword"), 100),
        licence=licence_of(title=default.get("license"), url=default.get("license_url")),
        frequency=period_of(said),
        frequency_said=said,
        created_at=instant_of(dcat.get("issued")) or instant_of(dcat.get("created")),
        # `modified` is what the publisher says, and may be missing; then the day it was loaded is all there is.
        modified_at=instant_of(default.get("modified")) or processed or instant_of(default.get("metadata_processed")),
        resources=[
            *_exports(dataset, default, f"{base}{API}/datasets/{quote(key, safe='')}"),
            *_attached(dataset, key, base),
        ],
    )


def id_of_dataset(raw: Any) -> str:
    """Its `dataset_id`, which its addresses are made of; empty for what is no dataset."""
    return text_of(_unwrapped(raw).get("dataset_id"), 500)


def _unwrapped(raw: Any) -> dict[str, Any]:
    """The dataset itself: v2.0 puts it into `dataset`, beside its links."""
    inner = raw.get("dataset") if isinstance(raw, dict) else None
    return inner if isinstance(inner, dict) else raw if isinstance(raw, dict) else {}


def _metas(dataset: dict[str, Any], group: str) -> dict[str, Any]:
    metas = dataset.get("metas")
    found = metas.get(group) if isinstance(metas, dict) else None
    return found if isinstance(found, dict) else {}


def _exports(dataset: dict[str, Any], default: dict[str, Any], address: str) -> Iterator[NormalResource]:
    """The files that the platform makes of the records; none where there are no records."""
    if dataset.get("has_records") is not True:
        return
    for name, form, options in EXPORTS:
        if form == "GEOJSON" and not _is_geographic(dataset, default):
            continue
        yield NormalResource(
            native_id=name,
            url=f"{address}/exports/{name}{options}",
            title=form,
            format=form,
            modified_at=instant_of(default.get("data_processed")),
        )


def _is_geographic(dataset: dict[str, Any], default: dict[str, Any]) -> bool:
    types = {text_of(field.get("type"), 40) for field in objects_in(dataset.get("fields"))}
    return bool(
        "geo" in _texts(dataset.get("features"), 40) or types & GEOGRAPHIC or _texts(default.get("geometry_types"), 40)
    )


def _attached(dataset: dict[str, Any], key: str, base: str) -> Iterator[NormalResource]:
    """The files that stand beside the records; what is only an internal address is asked for by its id."""
    seen = set()
    for kind in ("attachments", "alternative_exports"):
        for file in list(objects_in(dataset.get(kind)))[:MOST_FILES]:
            own = text_of(file.get("id"), LONGEST_NAME)
            if not own or own in seen:
                continue
            seen.add(own)
            given = text_of(file.get("href"), LONGEST_URL) or text_of(file.get("url"), LONGEST_URL)
            built = f"{base}{API}/datasets/{quote(key, safe='')}/{kind}/{quote(own, safe='')}"
            title = text_of(file.get("title"), LONGEST_TITLE) or own
            yield NormalResource(
                native_id=f"{kind}/{own}",
                url=given if given.lower().startswith(("http://", "https://")) else built,
                title=title,
                description=text_of(file.get("description")),
                format=format_of(declared=None, media_type=file.get("mimetype"), url=title),
                media_type=text_of(file.get("mimetype"), 100),
            )


def _texts(value: Any, longest: int) -> list[str]:
    """The texts of a list, each once; a single text is a list of one."""
    listed = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(filter(None, (text_of(one, longest) for one in listed))))
