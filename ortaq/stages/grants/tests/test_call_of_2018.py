"""The call of 16 October 2018, as its organiser told it in public, through the actions from first to last.

Fund 12,000,000 tenge, projects of 500,000 to 1,200,000, own part 10 to 20 %; 31 applications from ten units, the
committee after 37 days, 12 selected for the whole fund; 11 entrepreneurs were financed.
"""

import datetime

import pytest

from conftest import make_unit
from ortaq.ground.errors import Refused
from ortaq.ground.money import tenge
from ortaq.stages.grants import actions
from ortaq.stages.grants.access import files_for
from ortaq.stages.grants.fund import fund_of
from ortaq.stages.grants.selectors.calling import call_view
from ortaq.stages.grants.selectors.judging import figures_of, lines_of
from ortaq.stages.grants.selectors.public import grants_in_unit, public_call
from ortaq.stages.grants.tests import built

pytestmark = pytest.mark.django_db

FUND = tenge(12_000_000)
GRANTS = [1_080_000, 920_000, *[1_000_000] * 10]
"""Twelve grants; with its own part each project costs 1,022,223 to 1,200,000 tenge."""


@pytest.fixture
def call(node):
    """The programme of ten units with its call, published on the day on which it opened."""
    units = [
        make_unit(f"birlik-{number}", f"Бірлік {number}", f"Единица {number}", ("Көктал", "Коктал"))
        for number in range(1, 11)
    ]
    site = built.build(*units)
    site.now = built.at("2018-10-16")
    site.publish(
        fund=FUND,
        largest_grant=tenge(1_080_000),
        closes_on=datetime.date(2018, 11, 16),
    )
    return site


def apply_thirty_one(site) -> list:
    units = list(site.programme.units.order_by("slug"))
    amounts = GRANTS + [900_000] * 19
    applications = []
    for number, grant in enumerate(amounts):
        site.now = built.at("2018-10-20") + datetime.timedelta(minutes=number)
        own = -(-grant // 9) if grant in {1_080_000, 920_000} else grant // 5
        unit = units[number % 10]
        applications.append(site.apply(unit=unit, grant=grant, own=own, name=f"Сынақ {number}"))
    return applications


def test_the_call_of_2018(call):
    site = call
    view = call_view(site.call, today=site.now.date())
    assert (view.fund, view.smallest_project, view.largest_project) == (FUND, tenge(500_000), tenge(1_200_000))
    assert (view.own_share, len(view.units), view.state) == ("10–20", 10, "open")

    applications = apply_thirty_one(site)
    site.now = built.at("2018-11-22")
    for number, application in enumerate(applications):
        site.judged(application, *((35, 55) if number < 12 else (20, 30)))

    sitting = site.sit()
    for application in applications[:12]:
        site.decide(application, sitting)
    with pytest.raises(Refused):
        site.decide(applications[12], sitting, grant=tenge(1))
    site.decide(applications[12], sitting, "reserve", place=1)
    for application in applications[13:]:
        site.decide(application, sitting, "refused")
    site.sign(sitting)

    files = files_for(site.manager, site.programme, on=site.now.date())
    figures = figures_of(files, site.call)
    assert (figures.handed_in, figures.selected, figures.days_to_committee) == (31, 12, 37)
    assert fund_of(site.call, files).committed == FUND
    assert [line.state for line in lines_of(files, site.call)].count("selected") == 12
    assert public_call(site.call).handed_in == 31

    site.now = built.at("2018-12-06")
    site.do(actions.record_withdrawal, application=applications[5], words="Хат, 06.12.2018")
    site.now = built.at("2018-12-11")
    for application in [*applications[:5], *applications[6:12]]:
        contract = site.contract(application)
        site.pay(contract)

    figures = figures_of(files, site.call)
    assert (figures.handed_in, figures.selected, figures.withdrawn_after, figures.financed) == (31, 12, 1, 11)
    fund = fund_of(site.call, files)
    assert (fund.whole, fund.committed, fund.left) == (FUND, tenge(11_000_000), tenge(1_000_000))
    assert fund.paid <= fund.committed <= fund.whole
    shown = [line for unit in site.programme.units.all() for line in grants_in_unit(unit)]
    assert (len(shown), sum(line.grant for line in shown)) == (11, tenge(11_000_000))
    assert public_call(site.call).grants == 11
