"""Reading what portals write: texts, dates, sizes, formats, frequencies. Pure; it never guesses in silence.

Sources: recorded answers for the fields; the EU frequency authority list and the Dublin Core
collection frequencies for codes; the words of four languages from use.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from hackathon.text import fold

LANGUAGES = ("es", "es-pe", "es_pe", "en", "pt", "pt-br", "pt_br", "fr")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
MOST_TAGS = 200
LONGEST_TITLE = 500
LONGEST_TEXT = 200_000
LONGEST_URL = 4_000
LONGEST_PERIOD = 20

MEDIA_TYPES = {
    "text/csv": "CSV",
    "text/plain": "TXT",
    "text/html": "HTML",
    "text/xml": "XML",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/ld+json": "JSON-LD",
    "application/geo+json": "GEOJSON",
    "application/vnd.geo+json": "GEOJSON",
    "application/xml": "XML",
    "application/rdf+xml": "RDF",
    "application/pdf": "PDF",
    "application/zip": "ZIP",
    "application/x-zip-compressed": "ZIP",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.google-earth.kml+xml": "KML",
    "application/vnd.google-earth.kmz": "KMZ",
    "application/x-parquet": "PARQUET",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
}
# Byte, octet and their multiples of 1024, as content managers write them in English, French, Spanish, Portuguese.
_SIZE_WRITTEN = re.compile(r"([0-9][0-9.,\s]{0,20}?)\s*([kmgt]?)i?(?:b|o|bytes?|octets?)", re.IGNORECASE)
FILE_ENDINGS = frozenset(
    "csv tsv txt json geojson jsonl xml rdf ttl pdf zip gz 7z rar xls xlsx ods odt doc docx kml kmz shp gpkg html htm "
    "png jpg jpeg tif tiff parquet dbf sav dta sql mdb accdb".split()
)

# Words of four languages, codes of the EU and of Dublin Core -> ISO 8601 period.
_PERIOD_WORDS = {
    "PT1H": "hourly horaria horario horaire, cada hora, por hora",
    "P1D": "daily diario diaria diariamente quotidien quotidienne journalier, cada dia",
    "P7D": "weekly semanal semanalmente hebdomadaire, cada semana",
    "P14D": "biweekly fortnightly quincenal quinzenal, cada quince dias",
    "P1M": "monthly mensual mensualmente mensal mensuel mensuelle, cada mes",
    "P2M": "bimonthly bimestral bimestriel bimestrielle, cada dos meses",
    "P3M": "quarterly trimestral trimestralmente trimestriel trimestrielle, cada tres meses",
    "P4M": "triannual cuatrimestral quadrimestral, annual 3, three times a year, cada cuatro meses",
    "P6M": "semiannual biannual semestral semestralmente semestriel semestrielle, annual 2, twice a year, cada seis meses",
    "P1Y": "annual annually yearly anual anualmente annuel annuelle, cada ano, una vez al ano",
    "P2Y": "biennial bienal biennal bisanual, every two years, cada dos anos",
    "P3Y": "triennial trienal triennal, cada tres anos",
    "P5Y": "quinquenal quinquennial, cada cinco anos",
}
# Single words first, then phrases after commas; folded, as they are looked up.
_PERIOD_OF = {
    word: period
    for period, words in _PERIOD_WORDS.items()
    for word in [*words.partition(",")[0].split(), *words.partition(",")[2].strip().split(", ")]
}


def tags_of(listed: Any) -> list[str]:
    """The keywords of a list, each once; none of what is no list."""
    texts = (text_of(tag, 100) for tag in listed[:MOST_TAGS]) if isinstance(listed, list) else ()
    return list(dict.fromkeys(filter(None, texts)))


def text_of(value: Any, longest: int = LONGEST_TEXT) -> str:
    """One text: of a text, a number, or a text per language (a dict, or JSON that is one); Spanish first.

    Characters that no database or page can carry (NUL, lone surrogates) become the replacement character.
    """
    if isinstance(value, str) and value.lstrip().startswith("{"):
        value = _per_language(value)
    if isinstance(value, dict):
        value = _of_language(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    whole = str(value)
    if not whole.isascii() or "\0" in whole:
        whole = unicodedata.normalize("NFC", UNSTORABLE.sub("\ufffd", whole))
    return whole.strip()[:longest]


def instant_of(value: Any) -> datetime | None:
    """An ISO 8601 instant; without a zone it is UTC, as CKAN writes, and a day is its midnight (`dates.day_of`).

    Anything else is None, never a guess.
    """
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def size_of(value: Any) -> int | None:
    """Bytes, of a number or a text of digits; a negative or larger than any disk is None."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,18}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < 2**63 else None


def approximate_size_of(value: Any) -> int | None:
    """Bytes, of a number or of a rounded text: `1.23 GB`, `53,24 Ko`, `42 octets`. Right to what the text says."""
    written = _SIZE_WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if not written:
        return size_of(value)
    whole, _, part = re.sub(r"\s", "", written[1]).replace(",", ".").rpartition(".")
    if "." in whole or (whole and not part):
        return None  # thousands, or a separator at the end: what it means is not sure
    power = " kmgt".index(written[2].lower() or " ")
    return round(float(f"{whole or 0}.{part}" if whole else part) * 1024**power)


def format_of(*, declared: Any, media_type: Any, url: str) -> str:
    """The format in capitals without its dot: what is declared, else the media type, else the address's ending."""
    for said in (text_of(declared, 100), text_of(media_type, 100)):
        token = MEDIA_TYPES.get(said.partition(";")[0].strip().lower(), "")
        if token:
            return token
        if said.strip(" .") and not re.fullmatch(r"[\w.+-]+/[\w.+-]+", said):
            return re.sub(r"\s+", " ", said.strip(" .").upper())[:40]
    try:
        ending = unquote(urlsplit(url).path).rpartition(".")[2].lower()
    except ValueError:
        return ""
    return ending.upper() if ending in FILE_ENDINGS else ""


def period_of(value: Any) -> str:
    """The ISO 8601 period of a frequency in words, a code or `R/P1M`; empty where it is none of them."""
    said = text_of(value, 200)
    iso = re.fullmatch(r"(?:R\d{0,4}/)?(P(?:T?\d{1,4}(?:\.\d{1,2})?[YMWDHS]){1,3})", said.upper()[:30])
    if iso and len(iso.group(1)) <= LONGEST_PERIOD:
        return iso.group(1)
    word = fold(re.split(r"[/:#]", said.rstrip("/"))[-1]).replace("_", " ").strip(" .")
    return _PERIOD_OF.get(word, "")


def objects_in(listed: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list that may be no list, or hold other things."""
    return (entry for entry in listed if isinstance(entry, dict)) if isinstance(listed, list) else iter(())


def _per_language(value: str) -> Any:
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return parsed if isinstance(parsed, dict) and _of_language(parsed) else value


def _of_language(texts: dict[Any, Any]) -> str:
    known = {str(code).lower(): text for code, text in texts.items() if isinstance(text, str) and text.strip()}
    wanted = [known[code] for code in LANGUAGES if code in known]
    return (wanted or [*known.values(), ""])[0]
