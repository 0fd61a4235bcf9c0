"""The kinds of portal that we know. The order is that in which they are asked where nothing points to one of them."""

from hackathon.portal.kinds import Kind
from hackathon.portal.kinds.arcgis_hub import ArcgisHub
from hackathon.portal.kinds.ckan import Ckan
from hackathon.portal.kinds.datajson import DataJson
from hackathon.portal.kinds.dcat_rdf import DcatRdf
from hackathon.portal.kinds.dcat_us_3 import DcatUs3
from hackathon.portal.kinds.dkan2 import Dkan2
from hackathon.portal.kinds.dkan7 import Dkan7
from hackathon.portal.kinds.junar import Junar
from hackathon.portal.kinds.manual import Manual
from hackathon.portal.kinds.ogc_records import OgcRecords
from hackathon.portal.kinds.opendatasoft import Opendatasoft
from hackathon.portal.kinds.socrata import Socrata
from hackathon.portal.kinds.udata import Udata

# Whoever has an API of its own comes before the one file that many of them publish too; eight questions reach as far as
# that file, and those after it are known by the signs on their pages, or by the file that was typed.
KINDS: tuple[Kind, ...] = (
    Ckan(),
    Dkan7(),
    Opendatasoft(),
    Udata(),
    DataJson(),
    DcatUs3(),
    OgcRecords(),
    DcatRdf(),
    Dkan2(),
    Socrata(),
    ArcgisHub(),
    Junar(),
    Manual(),
)


def named(name: str) -> Kind:
    """The kind of this name; raises KeyError."""
    return {kind.name: kind for kind in KINDS}[name]
