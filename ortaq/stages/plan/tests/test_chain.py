"""The plan in the chain: from a project to its line and back."""

import pytest

from ortaq.ground import chain
from ortaq.ground.text import Text
from ortaq.stages.plan import actions
from ortaq.stages.plan.chain import show_lines

pytestmark = pytest.mark.django_db


def test_a_project_leads_to_its_line_and_back(desk):
    line, project = desk.line(2), desk.projects[1]
    assert chain.ids_forward("project", {project.id})["plan_line"] == {line.id}
    assert project.id in chain.ids_back("plan_line", {line.id})["project"]


def test_a_line_is_public_once_a_published_version_holds_it(desk):
    line = desk.line(2)
    assert not show_lines({line.id}, "kk")[0].public
    version = desk.do(actions.close_version, plan=desk.plan)
    assert not show_lines({line.id}, "kk")[0].public
    desk.do(actions.publish_version, version=version)
    (knot,) = show_lines({line.id}, "ru")
    assert (knot.public, knot.title, knot.state) == (True, "Колодец в Коктале", "done")
    assert knot.url.endswith("/mysal/plan/lines/2/?cycle=2028")


def test_a_line_that_waits_is_waiting_and_one_taken_out_is_refused(desk):
    version = desk.do(actions.close_version, plan=desk.plan)
    desk.do(actions.publish_version, version=version)
    desk.do(actions.remove_line, line=desk.line(1), reason=Text(kk="Ақша жоқ"))
    states = {knot.title: knot.state for knot in show_lines({line.id for line in desk.plan.lines.all()}, "kk")}
    assert states["Стадион"] == "waiting"
    assert states["Бастауда көпір"] == "refused"


def test_a_draft_line_taken_out_leaves_no_knot(desk):
    desk.do(actions.remove_line, line=desk.line(1), reason=Text(kk="Ақша жоқ"))
    assert show_lines({desk.line(1).id}, "kk") == []
