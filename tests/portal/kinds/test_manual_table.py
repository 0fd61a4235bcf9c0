from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds import Ending
from hackathon.portal.records import Named
from tests.portal.kinds.handed_in_files import pages_of, problems, read

PARTIAL = "Some lines could not be read, so that nothing was marked missing. Correct them and hand the file in again."
NO_COLUMNS = "Its first line does not name the columns: one of them must be “título” (“title”) or “id”."


WHOLE = """Id del conjunto;Título;Descripción;Entidad;Categoría;Etiquetas;Licencia;Frecuencia de actualización;Ficha;Creado;\
Fecha de actualización;Archivo;Descripción del archivo;Enlace;Formato;Tamaño;Responsable
S-1;Salud;Lo que hay;GERESA;Salud; Bienestar;agua, sangre;CC-BY-4.0;mensual;https://x.pe/s;2020-01-02;31/12/2025;\
Padrón;Todo;https://x.pe/a.csv;csv;1200;Ana
""".replace("Salud; Bienestar", '"Salud; Bienestar"')


def test_a_table_is_read_column_by_column():
    [dataset] = read(WHOLE)

    assert (dataset.native_id, dataset.title, dataset.notes) == ("S-1", "Salud", "Lo que hay")
    assert dataset.organization == Named("GERESA", "GERESA")
    assert dataset.categories == [Named("Salud", "Salud"), Named("Bienestar", "Bienestar")]
    assert dataset.tags == ["agua", "sangre"]
    assert (dataset.licence.code, dataset.licence.is_open) == ("CC-BY-4.0", True)
    assert (dataset.frequency, dataset.frequency_said) == ("P1M", "mensual")
    assert dataset.landing_url == "https://x.pe/s"
    assert dataset.created_at == datetime(2020, 1, 2, tzinfo=UTC)
    assert dataset.modified_at == datetime(2025, 12, 31, tzinfo=UTC)
    [file] = dataset.resources
    assert (file.title, file.description, file.url, file.format, file.size) == (
        "Padrón",
        "Todo",
        "https://x.pe/a.csv",
        "CSV",
        1200,
    )


def test_lines_of_one_dataset_are_its_files_and_repeat_nothing():
    text = "id,title,url\nA,Agua,https://x.pe/1.csv\nB,Luz,https://x.pe/2.csv\nA,,https://x.pe/3.xlsx\nC,Gas,\nA,,https://x.pe/1.csv\n"

    found = {one.title: [file.url for file in one.resources] for one in read(text)}

    assert found == {"Agua": ["https://x.pe/1.csv", "https://x.pe/3.xlsx"], "Luz": ["https://x.pe/2.csv"], "Gas": []}
    assert pages_of(text)[-1].ending == Ending(True)
    assert pages_of(text)[-1].declared == 3


def test_without_ids_the_title_tells_datasets_apart_whatever_its_accents():
    found = read("Título;Enlace\nÁrboles;https://x.pe/1.csv\narboles;https://x.pe/2.csv\n")

    assert [(one.native_id, one.title, len(one.resources)) for one in found] == [("arboles", "Árboles", 2)]


HEADS = {
    "Spanish": "id_dataset,Título,Descripción,Organización,Categoría,Etiquetas,Licencia,Enlace,Formato,Frecuencia,Modificado",
    "English": "Dataset-ID,TITLE,Description,Organisation,category,Tags,Licence,URL,format,Frequency,modified",
    "mixed": "ID,título,notes,publisher,tema,keywords,license,enlace de descarga,FORMATO,update_frequency,Última actualización",
}


@pytest.mark.parametrize("language", HEADS)
def test_columns_are_headed_in_either_language(language):
    row = "1,T,N,O,C,K,CC-BY-4.0,https://x.pe/a,CSV,mensual,2025-01-02"

    [dataset] = read(f"{HEADS[language]}\n{row}\n")

    assert (dataset.native_id, dataset.title, dataset.notes, dataset.organization.title) == ("1", "T", "N", "O")
    assert (dataset.categories[0].title, dataset.tags, dataset.licence.code) == ("C", ["K"], "CC-BY-4.0")
    assert (dataset.formats, dataset.frequency, dataset.modified_at.year) == (["CSV"], "P1M", 2025)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_separator_encoding_and_end_of_line_is_understood(separator, coding, end):
    lines = [["Título", "Enlace", "Entidad"], ["Educación, salud y más", "https://x.pe/ñ.csv", "Región; Perú"]]
    text = "".join(separator.join(f'"{cell}"' for cell in line) + end for line in lines)

    [dataset] = read(text.encode(coding))

    assert (dataset.title, dataset.organization.title) == ("Educación, salud y más", "Región; Perú")
    assert dataset.resources[0].url == "https://x.pe/ñ.csv"


def test_what_a_spreadsheet_adds_is_passed_over():
    text = "sep=;\n\n;;\nTítulo;Enlace;;\nAgua;https://x.pe/1.csv;;\n;;;\n\n"

    assert [one.title for one in read(text)] == ["Agua"]
    assert problems(text) == {}


def test_each_line_that_cannot_be_read_is_named_with_its_reason_and_the_others_are_kept():
    text = (
        "id;título;enlace;modificado\n"
        "1;Agua;https://x.pe/1.csv;2025-01-02\n"  # 2
        ";;https://x.pe/2.csv;\n"
        "2;Luz;ftp://x.pe/3.csv;\n"
        "3;Gas;https://x.pe/4.csv;ayer\n"  # 5
        "4;;https://x.pe/5.csv;\n"
        "5;Sol;https://x.pe/6.csv;2025-01-02;de más\n"
        '6;"Con\nsalto";https://x.pe/7.csv;31/02/2025\n'
    )

    assert problems(text) == {
        "#3": "There is neither an id nor a title.",
        "#4": "The address of the file does not begin with http:// or https://.",
        "#5": "A date cannot be read. Write it as 2026-12-31 or as 31/12/2026.",
        "#6": "The dataset has no title in any of its lines.",
        "#7": "There are more cells than columns. A text that holds the separator must stand in quotes.",
        "#9": "A date cannot be read. Write it as 2026-12-31 or as 31/12/2026.",
    }
    assert [(one.title, len(one.resources)) for one in read(text)] == [
        ("Agua", 1),
        ("Luz", 1),  # its address is kept as text, and never offered as a link
        ("Gas", 1),
        ("Con\nsalto", 1),
    ]
    assert pages_of(text)[-1].ending == Ending(False, PARTIAL)


def test_a_file_without_an_address_is_told():
    assert problems("título;archivo;enlace\nAgua;Padrón;\n") == {"#2": "The file has no address."}


def test_a_quote_that_is_never_closed_is_told_and_what_came_before_is_kept():
    text = 'título;enlace\nAgua;https://x.pe/1.csv\nLuz;"' + "x" * 200_000 + "\n"

    assert [one.title for one in read(text)] == ["Agua"]
    assert list(problems(text).values()) == [
        "A cell is too long to be read, or a quote is not closed. What follows it was not read."
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"a;b;c\n1;2;3\n", b"Enlace;Formato\nhttps://x.pe/1.csv;CSV\n", bytes(range(1, 256)) * 40, b'"' * 999, b"\0" * 99]
)  # fmt: skip
def test_what_names_no_columns_is_refused_in_words(content):
    assert [page.ending for page in pages_of(content)] == [Ending(False, NO_COLUMNS)]
