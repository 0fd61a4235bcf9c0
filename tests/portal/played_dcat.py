"""A DCAT catalogue in Turtle, page by page, played over HTTP."""

from hackathon.portal.kinds.rdf_words import DCAT, DCT, HYDRA
from tests.portal import hostile
from tests.portal.replay import Play, Reply

PREFIXES = (
    f"@prefix dcat: <{DCAT}> . @prefix dct: <{DCT}> . @prefix hydra: <{HYDRA}> . @prefix d: <http://d.example/> .\n"
)
CATALOGUE = '<http://d.example/> a dcat:Catalog ; dct:title "Catálogo" .\n'
ABSENT = Reply(404, hostile.PAGE, {"Content-Type": "text/html"})


def dataset(number: int, more: str = "") -> str:
    return f'd:{number} a dcat:Dataset ; dct:title "D {number}" {more} .\n'


def turtle(*pieces: str) -> Reply:
    return Reply(
        200, (PREFIXES + "".join(pieces)).encode(), {"Content-Type": "text/plain"}
    )  # as nobody should label it


def pages(*answers: Reply) -> Play:
    """`/catalog.ttl?page=1` (the default) and on: whatever lies past the end is a page for people."""

    def play(ask):
        number = int(ask.query.get("page", 1))
        return answers[number - 1] if ask.path == "/catalog.ttl" and number <= len(answers) else ABSENT

    return play


def leads_to(target: str, *, old: bool = False) -> str:
    """A page's word for the next one, in either generation of Hydra, as text or as address."""
    return f'<#p> a hydra:PagedCollection ; hydra:nextPage "{target}" .' if old else f"<#p> hydra:next <{target}> ."
