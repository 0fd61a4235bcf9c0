"""Recorded catalogues of others, read over HTTP with the values that their index gives."""

from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds import Ending
from hackathon.portal.kinds.dcat_rdf import DcatRdf
from hackathon.portal.records import Licence, Named, NormalDataset
from tests.portal.reading import walked
from tests.portal.replay import Reply

EU = "http://publications.europa.eu/resource/authority"

# file -> its datasets' titles (the first two) and how many files each has; counted as INDEX.md counts them
SAMPLES = {
    "catalog.rdf": (["Example dataset 1", "Example dataset 2"], [3, 2]),
    "catalog_datasets_list.rdf": (["Example dataset 1", "Example dataset 2"], [3, 2]),
    "catalog_pod.jsonld": (["U.S. Widget Manufacturing Statistics"], [4]),
    "catalog_with_at_graph.jsonld": (["Title dataset"], [1]),
    "dataset_gob_es.ttl": (
        ["Estudio de Satisfacción con el Programa de Escuelas Municipales de Promoción Deportiva en centros escolares"],
        [1],
    ),
    "dataset_health.ttl": (["HealthDCAT-AP test dataset"], [1]),  # the second distribution there is a sample of it
    "dataset_multilingual.ttl": (["Conjunto de datos de prueba DCAT"], [1]),  # the index shows the Catalan title
    "udata-bnodes.jsonld": (["Dataset 1", "Dataset 2"], [2, 2, 1]),
    "udata-catalog.xml": (["Dataset 3", "Dataset 1"], [1, 3, 2, 2]),
    "udata-evian.json": (["stationnement velos", "poubelles"], [6, 6, 6, 6, 6, 2, 1, 1]),
    "udata-flat.jsonld": (["Dataset 1", "Dataset 2"], [2, 2, 1]),
    "udata-nested.jsonld": (["Dataset 1"], [1]),
    "udata-paged-collection-1.jsonld": (["Dataset 1", "Dataset 2"], [1, 1, 1]),
    "udata-paged-collection-2.jsonld": (["Dataset 1"], [1]),
    "udata-udata.xml": (
        ["Bureaux de vote - Vanves", "Ville de Vanves - Part des véhicules à faibles émissions dans le renouvellement du parc"],
        [4, 2],
    ),
}  # fmt: skip


def sample(samples, name: str) -> list[NormalDataset]:
    """The datasets of a recorded file, played as if its host were ours; a next page is the same again."""
    body = (samples / "portal-samples/dcat-ap" / name).read_text()

    def play(ask):
        return Reply(200, body.replace("http://data.test.org", f"http://{ask.headers['host']}").encode(), {})

    return [
        DcatRdf().normalise(record.raw, base="")
        for page in walked(play, DcatRdf(), "/catalog")
        for record in page.records
    ]


@pytest.mark.samples
@pytest.mark.parametrize("name", SAMPLES)
def test_every_recorded_file_is_read_as_the_index_says(samples, name):
    titles, files = SAMPLES[name]

    datasets = sample(samples, name)

    assert [dataset.title for dataset in datasets][:2] == titles
    assert [len(dataset.resources) for dataset in datasets] == files
    assert len({dataset.native_id for dataset in datasets}) == len(files)
    assert all(resource.url for dataset in datasets for resource in dataset.resources)


@pytest.mark.samples
def test_the_recorded_pages_of_udata_are_joined(samples):
    folder = samples / "portal-samples/dcat-ap"

    def play(ask):
        body = (folder / f"udata-paged-collection-{ask.query.get('page', '1')}.jsonld").read_text()
        return Reply(
            200, body.replace("http://data.test.org/catalog", f"http://{ask.headers['host']}/catalog").encode()
        )

    pages = walked(play, DcatRdf(), "/catalog.jsonld")

    assert [page.declared for page in pages if page.size] == [4, 4]
    assert pages[-1].ending == Ending(True)
    assert sum(len(page.records) for page in pages) == 4


@pytest.mark.samples
def test_a_recorded_spanish_dataset_is_read_field_by_field(samples):
    dataset = sample(samples, "dataset_gob_es.ttl")[0]

    assert dataset.native_id == dataset.landing_url
    assert dataset.native_id.startswith("https://datos.gob.es/catalogo/l01280796-estudio")
    assert dataset.organization == Named(
        "http://datos.gob.es/recurso/sector-publico/org/Organismo/L01280796", "Ayuntamiento de Madrid"
    )
    assert dataset.categories == [Named("http://datos.gob.es/kos/sector-publico/sector/deporte", "deporte")]
    assert dataset.tags == ["deporte escolar", "escuelas", "promoción"]
    assert dataset.licence == Licence(url="https://datos.madrid.es/egob/catalogo/aviso-legal")
    assert dataset.frequency == "P1Y"
    assert dataset.modified_at == datetime(2024, 4, 15, 7, 8, 10, tzinfo=UTC)
    file = dataset.resources[0]
    assert (file.title, file.format, file.size) == ("Estudio de satisfacción temporada 2023-2024", "XLS", 43_008)
    assert file.url == "https://datos.madrid.es/egob/catalogo/300676-0-deporte-encuesta-escuelas.xlsx"


@pytest.mark.samples
def test_recorded_codes_of_the_european_lists_are_understood(samples):
    dataset = sample(samples, "dataset_health.ttl")[0]

    assert dataset.categories == [Named(f"{EU}/data-theme/HEAL", "Salud")]
    assert (dataset.frequency, dataset.frequency_said) == ("P1D", f"{EU}/frequency/DAILY")
    assert (dataset.licence.code, dataset.licence.is_open) == ("CC-BY-NC-ND-3.0", False)
    assert (dataset.resources[0].format, dataset.resources[0].media_type) == ("CSV", "text/csv")


@pytest.mark.samples
def test_recorded_texts_are_read_in_spanish_and_checksums_kept(samples):
    dataset = sample(samples, "dataset_multilingual.ttl")[0]

    assert (dataset.title, dataset.notes) == ("Conjunto de datos de prueba DCAT", "Una descripción cualquiera")
    assert dataset.tags == ["Pinos", "Robles"]
    assert (dataset.resources[0].title, dataset.licence.title) == ("Recurso 1", "Una nota sobre derechos")
    assert (
        sample(samples, "udata-nested.jsonld")[0].resources[0].hash == "sha1:fb4106aa286a53be44ec99515f0f0421d4d7ad7d"
    )


@pytest.mark.samples
def test_a_recorded_licence_of_a_file_serves_where_the_dataset_has_none(samples):
    dataset = sample(samples, "catalog_with_at_graph.jsonld")[0]

    assert (dataset.licence.code, dataset.licence.is_open) == ("CC0", True)
