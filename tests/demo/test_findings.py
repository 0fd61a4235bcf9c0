"""The profile finds every fault that is planted in the illustrative files, and invents none."""

import io

from hackathon.demo.catalogue import catalogue
from hackathon.demo.generator import content
from hackathon.portal.profile.findings import Severity
from hackathon.portal.profile.report import profile_of

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
