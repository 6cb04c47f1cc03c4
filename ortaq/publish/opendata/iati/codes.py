"""Codes of the standard (codelists of IATI 2.03; sectors are those of the OECD-DAC)."""

from ortaq.ground.sources import Source
from ortaq.ground.vocabulary import Theme
from ortaq.programme.models import Level, OrganisationRole
from ortaq.stages.results.models import LineState

KAZAKHSTAN = "KZ"
TENGE = "KZT"

RURAL_DEVELOPMENT = "43040"
SECTORS: dict[str, str] = {
    Theme.WATER: "14031",
    Theme.ROADS: "21020",
    Theme.TRANSPORT: "21020",
    Theme.POWER: "23630",
    Theme.CONNECTION: "22040",
    Theme.HEALTH: "12220",
    Theme.SCHOOL: "11220",
    Theme.CULTURE: "16061",
    Theme.ENVIRONMENT: "14050",
    Theme.LIVESTOCK: "31163",
    Theme.WORK: "32130",
    Theme.CARE: "16010",
}
"""Theme → sector; other themes are rural development."""

PIPELINE, IMPLEMENTATION, FINALISATION, CLOSED, SUSPENDED = "1", "2", "3", "4", "6"
STATES: dict[str, str] = {
    LineState.NOT_STARTED: PIPELINE,
    LineState.IN_PROGRESS: IMPLEMENTATION,
    LineState.DONE: FINALISATION,
    LineState.STOPPED: SUSPENDED,
}

FUNDING, IMPLEMENTING = "1", "4"
ROLES: dict[str, str] = {
    OrganisationRole.FUNDING: FUNDING,
    OrganisationRole.ACCOUNTABLE: "2",
    OrganisationRole.EXTENDING: "3",
    OrganisationRole.IMPLEMENTING: IMPLEMENTING,
    OrganisationRole.PARTNER: IMPLEMENTING,
}
"""IATI knows no partners: who takes part without funding or answering carries out."""

LOCAL_GOVERNMENT, OTHER_KIND = "11", "90"
GIVERS: dict[str, str] = {
    Source.OKRUG_BUDGET: LOCAL_GOVERNMENT,
    Source.DISTRICT_BUDGET: LOCAL_GOVERNMENT,
    Source.OBLAST_BUDGET: LOCAL_GOVERNMENT,
    Source.REPUBLIC_BUDGET: "10",
}
"""Source → type of organisation, as far as the source tells it."""

OUTPUT = "1"
LEVELS: dict[str, str] = {Level.OUTPUT: OUTPUT, Level.OUTCOME: "2", Level.IMPACT: "3"}
UNIT, PERCENTAGE = "1", "2"

START_PLANNED, START, END_PLANNED, END = "1", "2", "3", "4"
COMMITMENT, EXPENDITURE, INCOMING_COMMITMENT = "2", "4", "11"
ORIGINAL, INDICATIVE = "1", "1"
GENERAL, OTHER_WORDS = "1", "4"
PARENT = "1"
OTHER_IDENTIFIER = "A9"
SDG_TARGETS, OWN_WORDS = "3", "99"
KATO = "https://stat.gov.kz/ru/classifiers/statistical/21/"
