"""Cases and events made the way people make them: through the actions."""

import datetime
from zoneinfo import ZoneInfo

from ortaq.exchange.cases import actions as cases
from ortaq.exchange.events import actions as events
from ortaq.ground.money import thousand_tenge
from ortaq.ground.text import Text
from ortaq.stages.results.tests.built import AT_WORK

ZONE = ZoneInfo("Asia/Almaty")
NEEDS = datetime.datetime(2030, 2, 20, 12, 0, tzinfo=ZONE)
"""The needs step of the unit that learns."""
SPRING = datetime.datetime(2030, 4, 15, 12, 0, tzinfo=ZONE)
"""Its projects step."""

SAID = cases.Told(
    kind="change",
    theme="water",
    title=Text(kk="Бір көшенің құдығы", ru="Колодец одной улицы"),
    done=Text(kk="Құдық асармен қазылды", ru="Колодец выкопали асаром"),
    lesson=Text(kk="Алдымен су көзін тексеріңіз", ru="Сначала проверьте источник"),
    people=100,
    cost=thousand_tenge(2_500),
)


def write(site, by, **other):
    """Return a case of the well that is not published yet."""
    given = {"unit": site.desk.cycle.unit, "told": SAID, "evidence": site.desk.line(2), "now": AT_WORK} | other
    return cases.write_case(by=by, **given)


def a_case(site, by, **other):
    """Return the published case of the well."""
    return cases.publish_case(by=by, case=write(site, by, **other), now=AT_WORK)


def announcement(now, **other):
    """Return what is said of a seminar nine days ahead."""
    day = now.date() + datetime.timedelta(days=9)
    given = {
        "title": Text(kk="Әкімдер семинары", ru="Семинар акимов"),
        "place": Text(kk="Астана", ru="Астана"),
        "starts_on": day,
        "ends_on": day,
    }
    return events.Announcement(**given | other)


def a_seminar(programme, by, now, **other):
    """Return the seminar."""
    return events.announce_event(by=by, programme=programme, said=announcement(now, **other), now=now)
