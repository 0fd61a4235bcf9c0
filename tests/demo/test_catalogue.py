"""What the illustrative portal lists, and what is wrong with it on purpose."""

from hackathon.demo.catalogue import AS_OF, catalogue, stamp


def test_about_twenty_datasets_stand_in_the_five_categories_of_the_region():
    datasets = catalogue().datasets

    assert len(datasets) == 22
    assert {dataset.group.title for dataset in datasets} == {
        "Administración",
        "Educación",
        "Otros",
        "Salud",
        "Transporte",
    }


def test_every_dataset_says_that_it_is_illustrative():
    assert all("Datos ilustrativos" in dataset.notes for dataset in catalogue().datasets)
    assert "ilustrativo" in catalogue().title


def test_one_dataset_has_no_licence():
    assert [dataset.name for dataset in catalogue().datasets if dataset.license is None] == [
        "autorizaciones-de-transporte"
    ]


def test_two_links_are_broken():
    broken = [resource.file for dataset in catalogue().datasets for resource in dataset.resources if resource.missing]

    assert broken == ["albergues.geojson", "anexo_contratos.csv"]


def test_two_datasets_are_older_than_they_promise():
    promised = {"Semanal": 7, "Mensual": 31, "Trimestral": 92, "Semestral": 184, "Anual": 366}

    late = [entry.name for entry in catalogue().datasets if entry.modified > 1.5 * promised[entry.frequency]]

    assert late == ["stock-de-medicamentos-genericos", "tramites-y-tiempos-de-atencion"]


def test_a_dataset_is_found_by_its_name_and_by_its_id():
    first = catalogue().datasets[0]

    assert catalogue().dataset(first.name) is catalogue().dataset(first.id) is first
    assert catalogue().dataset("nothing") is None


def test_an_instant_lies_on_its_day_in_lima_too():
    assert stamp(AS_OF, 0, "seed").date() == AS_OF
    assert 13 <= stamp(AS_OF, 0, "seed").hour <= 22
