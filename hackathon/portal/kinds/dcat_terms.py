"""Codes of the European lists that DCAT-AP uses. Constants only.

Sources: the EU Publications Office's authority tables data-theme (their Spanish labels) and licence; OWL-Time.
"""

EU_THEMES = {
    "AGRI": "Agricultura, pesca, silvicultura y alimentación",
    "ECON": "Economía y finanzas",
    "EDUC": "Educación, cultura y deportes",
    "ENER": "Energía",
    "ENVI": "Medio ambiente",
    "GOVE": "Gobierno y sector público",
    "HEAL": "Salud",
    "INTR": "Asuntos internacionales",
    "JUST": "Justicia, sistema judicial y seguridad pública",
    "OP_DATPRO": "Datos provisionales",
    "REGI": "Regiones y ciudades",
    "SOCI": "Población y sociedad",
    "TECH": "Ciencia y tecnología",
    "TRAN": "Transporte",
}
EU_LICENCES = {
    "CC0": "cc0",
    "CC_BY": "cc-by",
    "CC_BYSA": "cc-by-sa",
    "CC_BYND": "cc-by-nd",
    "CC_BYNC": "cc-by-nc",
    "CC_BYNCSA": "cc-by-nc-sa",
    "CC_BYNCND": "cc-by-nc-nd",
    "ODC_BY": "odc-by",
    "ODC_BL": "odc-odbl",
    "ODC_PDDL": "odc-pddl",
}
PERIOD_PARTS = {
    "years": "P%dY",
    "months": "P%dM",
    "weeks": "P%dW",
    "days": "P%dD",
    "hours": "PT%dH",
}
