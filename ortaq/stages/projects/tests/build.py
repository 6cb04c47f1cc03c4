"""Sheets made the way a team makes them: through the actions."""

from decimal import Decimal

from ortaq.ground.money import thousand_tenge
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.needs.actions import make_problem, publish_need, submit_need
from ortaq.stages.projects.actions import (
    change_project,
    draft_project,
    set_beneficiaries,
    set_costs,
    submit_project,
)
from ortaq.stages.projects.sheet import Basics, Care, CostRow, Indicator, ServedRow, Upkeep

WATER = Text(kk="Көктал ауылына су құбыры", ru="Водопровод в Коктал")


def a_problem(cycle, clerk, now, *, voices=3, title=Text(kk="Таза су жоқ", ru="Нет чистой воды")):
    """A problem that some needs say."""
    place = cycle.unit.settlements.order_by("name_kk").first()
    needs = []
    for count in range(voices):
        need = submit_need(
            by=clerk,
            cycle=cycle,
            settlement=place,
            text=f"Суды алыстан таситын болдық {count}",
            language="kk",
            now=now,
        )
        needs.append(publish_need(by=clerk, need=need, theme="water", now=now))
    return make_problem(
        by=clerk, cycle=cycle, title=title, description=Text(), theme="water", needs=needs, now=now
    )


def a_draft(cycle, planner, problem, now, **other):
    """A sheet of which only the name and the problem are written."""
    return draft_project(by=planner, cycle=cycle, problems=[problem], title=WATER, now=now, **other)


def costs_of(cycle):
    """Three rows: money of two budgets and the residents' labour, 50,700 thousand tenge together."""
    first = cycle.first_year
    return [
        CostRow(first, Source.DISTRICT_BUDGET, MoneyKind.MONEY, thousand_tenge(41_200)),
        CostRow(first + 1, Source.OKRUG_BUDGET, MoneyKind.MONEY, thousand_tenge(8_000)),
        CostRow(first, Source.RESIDENTS, MoneyKind.LABOUR, thousand_tenge(1_500)),
    ]


def a_whole_sheet(cycle, planner, problem, now):
    """A sheet in which nothing is missing."""
    project = a_draft(cycle, planner, problem, now)
    given = {"by": planner, "project": project, "now": now}
    far, near = cycle.unit.settlements.order_by("name_kk")
    basics = Basics(
        title=WATER,
        description=Text(kk="4 км құбыр тарту, 3 су бағанасын орнату"),
        owner=Text(kk="Әкім аппараты", ru="Аппарат акима"),
        theme="water",
        settlements=(near.pk,),
        sdg_target="6.1",
        national_programme="regional_standards",
    )
    indicator = Indicator(
        indicator=Text(kk="Үйінде суы бар үй шаруашылықтары"),
        indicator_unit=Text(kk="үй шаруашылығы"),
        baseline=Decimal(12),
        baseline_year=cycle.first_year - 1,
        target=Decimal(64),
        target_year=cycle.last_year,
        verification=Text(kk="Шаруашылық кітабы"),
    )
    care = Care(risks=Text(kk="Баға өсуі мүмкін"), who_may_lose=Text(kk="Ешкім"))
    upkeep = Upkeep(upkeep=thousand_tenge(900), upkeep_payer=Text(kk="Округ бюджеті"))
    for part in (basics, indicator, care, upkeep):
        change_project(part=part, **given)
    set_costs(costs=costs_of(cycle), **given)
    served = [
        ServedRow(near.pk, women=66, men=70, children=30, youth=40, older=20),
        ServedRow(far.pk, women=8, men=9),
    ]
    set_beneficiaries(served=served, **given)
    return project


def a_sent_sheet(cycle, planner, problem, now):
    """A whole sheet under review."""
    project = a_whole_sheet(cycle, planner, problem, now)
    return submit_project(by=planner, project=project, now=now)
