"""The profile finds every fault that is planted in the illustrative files, and invents none."""

import io
from datetime import UTC, datetime, time
from types import SimpleNamespace

from hackathon.demo.catalogue import AS_OF, catalogue
from hackathon.demo.generator import content
from hackathon.demo.packages import Site
from hackathon.portal.dataset_quality import statements
from hackathon.portal.kinds.ckan_package import dataset_of
from hackathon.portal.profile.findings import Severity
from hackathon.portal.profile.report import profile_of
from hackathon.portal.rows import dataset_columns

OF_A_DIALECT = {"windows": {("not_utf_8", "")}, "titled": {("title_rows", "")}}
# A spreadsheet took the codes of schools for numbers, in one file.
OF_A_FILE = {"instituciones_educativas.csv": {("lost_zeros", "codigo_modular")}}


def test_the_planted_faults_are_found_and_no_others():
    found, planted = {}, {}
    for dataset in catalogue().datasets:
        for resource in dataset.resources:
            if resource.missing:
                continue
            profile = profile_of(io.BytesIO(content(dataset, resource)), declared=resource.format)
            faults = {(one.code, one.column) for one in profile.findings if one.severity != Severity.INFO}
            found[resource.file] = faults
            planted[resource.file] = OF_A_DIALECT.get(resource.dialect, set()) | OF_A_FILE.get(resource.file, set())

    assert found == planted
    assert len([faults for faults in planted.values() if faults]) >= 4


def test_the_faults_planted_beside_the_files_are_found_and_no_others():
    now = datetime.combine(AS_OF, time(22), UTC)
    site, told = Site(catalogue(), "https://portal.example", AS_OF), {}
    for dataset in catalogue().datasets:
        checks = {
            dataset.resource_id(one): SimpleNamespace(is_broken=False, failing_since=now, status=404)
            for one in dataset.resources
            if one.missing
        }
        for one in statements(_as_stored(site.package(dataset)), checks, at=now):
            if one.points and "dictionary" not in one.words:
                told.setdefault(dataset.name, []).append(one.sign)

    assert told == {
        "albergues-temporales": ["warning"],
        "contrataciones": ["warning"],
        "autorizaciones-de-transporte": ["danger"],
        "stock-de-medicamentos-genericos": ["danger"],
        "tramites-y-tiempos-de-atencion": ["danger"],
    }


def _as_stored(package):
    """A dataset as its rows say it."""
    record = dataset_of(package, base="https://portal.example")
    files = [SimpleNamespace(name=one.title, **vars(one)) for one in record.resources]
    columns = dataset_columns(record, first_seen=record.created_at) | {"resources": files}
    return SimpleNamespace(**columns)
