"""The words of DCAT and of the vocabularies around it, as addresses. Constants only.

Sources: the W3C recommendations DCAT 2 and 3, DCMI Terms, FOAF, vCard, SKOS, SPDX, OWL-Time, Hydra core.
"""

from typing import Any

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SPDX = "http://spdx.org/rdf/terms#"
TIME = "http://www.w3.org/2006/time#"
HYDRA = "http://www.w3.org/ns/hydra/core#"
SCHEMA = "http://schema.org/"

TYPE = f"{RDF}type"
CATALOGUE, DATASET, DISTRIBUTION = f"{DCAT}Catalog", f"{DCAT}Dataset", f"{DCAT}Distribution"
LISTS, OFFERS = f"{DCAT}dataset", f"{DCAT}distribution"
LABELS = (
    f"{FOAF}name", f"{SKOS}prefLabel", f"{RDFS}label", f"{DCT}title", f"{VCARD}fn", f"{VCARD}organization-name",
    f"{SCHEMA}name", f"{RDF}value",
)  # fmt: skip

OUR_CONTEXT: dict[str, Any] = {
    "rdf": RDF, "rdfs": RDFS, "dcat": DCAT, "dct": DCT, "dcterms": DCT, "foaf": FOAF, "vcard": VCARD, "skos": SKOS,
    "spdx": SPDX, "hydra": HYDRA, "schema": SCHEMA, "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type",
    "name": f"{FOAF}name", "prefLabel": f"{SKOS}prefLabel", "label": f"{RDFS}label",
    "checksum": f"{SPDX}checksum", "checksumValue": f"{SPDX}checksumValue", "algorithm": f"{SPDX}algorithm",
} | {
    word: DCAT + word
    for word in (
        "Catalog Dataset Distribution DatasetSeries DataService dataset distribution keyword theme landingPage accessURL "
        "downloadURL mediaType byteSize accessService endpointURL"
    ).split()
} | {
    word: DCT + word
    for word in "title description identifier issued modified created publisher creator license rights accrualPeriodicity format".split()
}  # fmt: skip
"""What stands in for a JSON-LD context that lives elsewhere: we never ask for one."""
