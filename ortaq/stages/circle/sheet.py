"""A spreadsheet of volunteers: its columns, and how its rows are understood or refused one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ortaq.ground.files.rows import GROUP, SETTLEMENT, Columns, Fault, chosen, find_columns
from ortaq.ground.files.sheets import Row, read_sheet
from ortaq.ground.files.store import digest_of_file
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import written_names
from ortaq.ground.places.written import WrittenNames
from ortaq.ground.text import searchable
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import AgeBand, Sex
from ortaq.stages.circle.rules import band_of

HEADINGS = {
    "name": ("аты-жөні", "имя и фамилия", "фио", "name"),
    "contact": ("байланыс", "контакт", "телефон", "contact"),
    "sex": ("жынысы", "пол", "sex"),
    "age": ("жасы", "возраст", "age"),
    "settlement": SETTLEMENT,
    "group": GROUP,
    "motive": ("неге қатысқысы келеді", "почему хочет участвовать", "motive"),
    "consent": ("келісімі", "согласие", "consent"),
}
REQUIRED = frozenset({"name", "sex", "age", "settlement", "consent"})
YES = {"kk": "иә", "ru": "да"}
SAYS_YES = frozenset({*YES.values(), "yes", "+", "1", "true"})
SHORT_SEX = {"ә": Sex.FEMALE.value, "ж": Sex.FEMALE.value, "е": Sex.MALE.value, "м": Sex.MALE.value}
OF_PERSON = frozenset({"name", "contact", "motive"})
"""Columns whose words stand in no report."""

LONGEST_NAME, LONGEST_MOTIVE = 120, 1_000

FAULTS = {
    "no_name": _("the name of the person is missing"),
    "long_name": _("the name is longer than 120 characters"),
    "long_contact": _("the contact is longer than 120 characters"),
    "unknown_sex": _("write woman or man"),
    "unknown_age": _("write an age in years or one of the age bands"),
    "too_young": _("members of the group are 14 years old or older"),
    "no_settlement": _("the settlement is not given"),
    "unknown_settlement": _("there is no such settlement here"),
    "unknown_group": _("there is no such group"),
    "long_motive": _("the text is longer than 1,000 characters"),
    "no_consent": _("the person’s consent is missing; write yes where it was given"),
}


@dataclass(frozen=True)
class VolunteerRow:
    """A row that was understood. The same person has the same fingerprint in every sheet."""

    name: str
    contact: str
    sex: str
    age: str
    settlement_id: UUID
    group: str
    motive: str
    fingerprint: str


@dataclass(frozen=True)
class VolunteersSheet:
    """A whole sheet: every filled row is either in `rows` or in `faults`, which show no person."""

    sha256: str
    rows: tuple[VolunteerRow, ...]
    faults: tuple[Fault, ...]


def read_volunteers(*, upload: File[Any], unit: Unit) -> VolunteersSheet:
    """Read an .xlsx sheet of volunteers of a unit.

    Raises Refused where the file is no workbook or has not the columns of name, sex, age, settlement and consent.
    """
    sha256 = digest_of_file(upload)
    sheet = read_sheet(upload)
    columns = find_columns(sheet, HEADINGS, required=REQUIRED)
    settlements = written_names(unit)
    rows: list[VolunteerRow] = []
    faults: list[Fault] = []
    for row in sheet.rows:
        understood = _understand(row, columns, settlements)
        (faults if isinstance(understood, Fault) else rows).append(understood)  # type: ignore[arg-type]
    return VolunteersSheet(sha256, tuple(rows), tuple(faults))


def _understand(row: Row, columns: Columns, settlements: WrittenNames) -> VolunteerRow | Fault:
    cells = dict.fromkeys(HEADINGS, "") | columns.cells(row)
    sex = SHORT_SEX.get(cells["sex"].casefold(), "") or chosen(Sex, cells["sex"])
    age, group = _age(cells["age"]), chosen(Group, cells["group"])
    settlement_id = settlements.find(cells["settlement"]) if cells["settlement"] else None
    wrong = _words_fault(cells) or _choices_fault(cells, sex=sex, age=age, group=group)
    if wrong:
        return _fault(columns, row, *wrong)
    if settlement_id is None:
        code = "unknown_settlement" if cells["settlement"] else "no_settlement"
        return _fault(columns, row, "settlement", code)
    person = (searchable(cells["name"]), searchable(cells["contact"]), str(settlement_id), sex, age)
    return VolunteerRow(
        name=cells["name"],
        contact=cells["contact"],
        sex=sex,
        age=age,
        settlement_id=settlement_id,
        group=group,
        motive=cells["motive"],
        fingerprint=salted_hmac("ortaq.circle.volunteer", "\n".join(person), algorithm="sha256").hexdigest(),
    )


def _fault(columns: Columns, row: Row, column: str, code: str) -> Fault:
    fault = columns.fault(row, column, code)
    return replace(fault, value="") if column in OF_PERSON else fault


def _words_fault(cells: Mapping[str, str]) -> tuple[str, str] | None:
    if not cells["name"]:
        return "name", "no_name"
    for column, longest in (("name", LONGEST_NAME), ("contact", LONGEST_NAME), ("motive", LONGEST_MOTIVE)):
        if len(cells[column]) > longest:
            return column, f"long_{column}"
    if cells["consent"].casefold() not in SAYS_YES:
        return "consent", "no_consent"
    return None


def _choices_fault(cells: Mapping[str, str], *, sex: str, age: str, group: str) -> tuple[str, str] | None:
    if not sex:
        return "sex", "unknown_sex"
    if not age:
        return "age", "too_young" if cells["age"].isdecimal() else "unknown_age"
    if cells["group"] and not group:
        return "group", "unknown_group"
    return None


def _age(written: str) -> str:
    whole = written.removesuffix(".0")
    if whole.isdecimal() and len(whole) < 4:
        return band_of(int(whole))
    return chosen(AgeBand, written)
