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


def test_residents_see_lines_as_the_published_version_has_them(desk):
    def states():
        return {knot.title: knot.state for knot in show_lines({line.id for line in desk.plan.lines.all()}, "kk")}

    desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))
    assert states()["Стадион"] == "waiting"
    desk.do(actions.remove_line, line=desk.line(1), reason=Text(kk="Ақша жоқ"))
    assert states()["Бастауда көпір"] == "done"
    desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))
    assert states()["Бастауда көпір"] == "refused"


def test_a_change_in_the_draft_is_not_told_to_residents(desk):
    desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))
    changed = {"origin": "waiting", "title": Text(ru="Другое"), "owner": Text(), "reason": Text(), "goal": None}
    desk.do(actions.change_line, line=desk.line(3), cost=1, **changed)
    (knot,) = show_lines({desk.line(3).id}, "ru")
    assert (knot.title, knot.state, knot.public) == ("Освещение улиц", "done", True)
    assert "500,0" in knot.detail.replace("500.0", "500,0")


def test_a_draft_line_taken_out_leaves_no_knot(desk):
    desk.do(actions.remove_line, line=desk.line(1), reason=Text(kk="Ақша жоқ"))
    assert show_lines({desk.line(1).id}, "kk") == []
