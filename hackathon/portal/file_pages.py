"""The page of one file of a dataset: what its content is, its pinned copies, its clean copy, its schema."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, jsonify, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from hackathon import clock, files
from hackathon.pages import me, rule
from hackathon.permissions import Standing
from hackathon.portal import pin_queries, queries, request_queries
from hackathon.portal.blueprint import bp
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import PinnedFile
from hackathon.portal.pin_queries import Revision
from hackathon.portal.profile_models import DataProfile
from hackathon.portal.request_models import DataRequest
from hackathon.portal.showing_profiles import ShownProfile, histogram, map_of, shown, top_bars
from hackathon.portal.usage import Usage, count

SEALED = "sandbox; default-src 'none'"  # a foreign file does nothing in our name, even where a browser opens it


@dataclass(frozen=True)
class FileOfDataset:
    """A file with its dataset, its copies, the newest first, and what was found out about that one."""

    dataset: Dataset
    resource: Resource
    revisions: Sequence[Revision]
    profile: DataProfile | None
    is_clean_withdrawn: bool
    is_offered: bool

    @property
    def newest(self) -> Revision | None:
        return self.revisions[0] if self.revisions else None

    @property
    def may_be_given(self) -> bool:
        """Whether its newest copy may."""
        return self.newest is not None and self.newest.may_be_given

    @property
    def clean_sha256(self) -> str:
        """The clean copy, where it is there and may be given; else empty."""
        clean = self.profile.clean_sha256 if self.profile and self.may_be_given else ""
        return clean if clean and not self.is_clean_withdrawn and files.is_kept(clean) else ""


def file_at(viewer: Standing, portal: str, dataset: str, resource: str) -> FileOfDataset | None:
    """The file of this address, while its portal lists it; also of an address that it had before."""
    found = queries.dataset_now(viewer, portal, dataset)
    if found is None:
        return None
    listed = {one.key: one for one in found.resources}
    named = listed.get(resource) or listed.get(queries.key_now(found, resource))
    if named is None:
        return None
    is_offered = pin_queries.is_offered(found, clock.now())
    is_shown = is_offered or viewer.is_administrator  # as pin_queries.is_shown, without asking twice
    revisions = pin_queries.revisions_of(found.id, named.native_id) if is_shown else []
    is_read = bool(revisions) and revisions[0].withdrawal is None
    read = pin_queries.profile_of_copy(revisions[0].copy, named.format) if is_read else (None, False)
    return FileOfDataset(found, named, revisions, *read, is_offered)


def clean_at(viewer: Standing, portal: str, dataset: str, resource: str) -> FileOfDataset | None:
    """The same, when it has a clean copy that may be given."""
    found = file_at(viewer, portal, dataset, resource)
    return found if found is not None and found.clean_sha256 else None


def profiled_at(viewer: Standing, portal: str, dataset: str, resource: str) -> FileOfDataset | None:
    """The same, when its content was profiled as a table."""
    found = file_at(viewer, portal, dataset, resource)
    return found if found and found.profile and found.profile.profile["columns"] else None


def copy_at(viewer: Standing, portal: str, dataset: str, resource: str, revision: int) -> PinnedFile | None:
    """A kept revision of a file that may be given; also of one that its portal no longer lists."""
    found = queries.dataset_now(viewer, portal, dataset)
    copy = pin_queries.copy_at(found, queries.key_now(found, resource), revision) if found else None
    if copy is None or not files.is_kept(copy.sha256) or not pin_queries.is_shown(copy.dataset, viewer, clock.now()):
        return None
    return copy if all(one.may_be_given for one in pin_queries.judged([copy])) else None


@bp.route("/datasets/<portal>/<dataset>/<resource>")
@rule("anyone", load=file_at)
def file(file: FileOfDataset) -> Any:
    if moved := _moved(file.dataset, file.resource.key):
        return moved
    page = render_template("portal/file.html", **_values_of(file))
    _count(file.dataset.id, Usage.PREVIEW)
    return page


@bp.route("/datasets/<portal>/<dataset>/<resource>/copies/<int:revision>")
@rule("anyone", load=copy_at)
def copy(copy: PinnedFile) -> Response:
    if moved := _moved(copy.dataset, copy.key):
        return moved
    answer = _sent(copy.sha256, copy.file_name)
    _count(copy.dataset_id, Usage.DOWNLOAD)
    return answer


@bp.route("/datasets/<portal>/<dataset>/<resource>/clean.csv")
@rule("anyone", load=clean_at)
def clean(file: FileOfDataset) -> Response:
    if moved := _moved(file.dataset, file.resource.key):
        return moved
    answer = _sent(file.clean_sha256, f"{file.dataset.slug}-{file.resource.key}.csv")
    _count(file.dataset.id, Usage.DOWNLOAD)
    return answer


@bp.route("/datasets/<portal>/<dataset>/<resource>/schema.json")
@rule("anyone", load=profiled_at)
def schema(file: FileOfDataset) -> Response:
    if moved := _moved(file.dataset, file.resource.key):
        return moved
    page = _shown(file)
    assert page is not None  # the loader's condition
    return jsonify(page.descriptor(name=f"{file.dataset.slug}-{file.resource.key}"[:100], path=file.resource.url))


def _values_of(file: FileOfDataset) -> dict[str, Any]:
    """What its page shows."""
    dataset, resource, profile = file.dataset, file.resource, _shown(file)
    is_shown = file.is_offered or me().is_administrator
    return {
        "dataset": dataset,
        "file": resource,
        "revisions": file.revisions,
        "may_withdraw": me().is_administrator,
        "check": pin_queries.checks_of(dataset.id).get(resource.native_id) if is_shown else None,
        "is_offered": file.is_offered,
        "may_be_given": file.may_be_given,
        "profile": profile,
        "reported": _reported(dataset) if profile else {},
        "map": map_of(profile.points) if profile else None,
        "histogram": histogram,
        "top_bars": top_bars,
    }


def _reported(dataset: Dataset) -> dict[str, DataRequest]:
    """The faults that people found in it, by their title."""
    return {one.title: one for one in request_queries.requests_about(dataset) if one.is_fault}


def _moved(dataset: Dataset, key: str) -> Response | None:
    """Where the file is now, for whoever asked by an address that it had before."""
    place = {"portal": dataset.portal.slug, "dataset": dataset.slug, "resource": key}
    asked = request.view_args or {}
    if place.items() <= asked.items():
        return None
    return redirect(url_for(request.endpoint or "", **asked | place), 301)


def _shown(file: FileOfDataset) -> ShownProfile | None:
    if file.profile is None:
        return None
    address = ""
    if file.clean_sha256:
        dataset = file.dataset
        clean = url_for("portal.clean", portal=dataset.portal.slug, dataset=dataset.slug, resource=file.resource.key)
        address = current_app.config["PUBLIC_URL"] + clean
    return shown(file.profile, clean=address, page=request.args.get("page", "1"), with_values=file.may_be_given)


def _count(dataset_id: int, usage: Usage) -> None:
    if request.method == "GET":  # whoever asks for the head only has seen and taken nothing
        count(usage, dataset_id)


def _sent(sha256: str, name: str) -> Response:
    answer = send_file(
        files.path_of(sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name,
        etag=sha256,
    )
    answer.headers["Content-Security-Policy"] = SEALED
    return answer
