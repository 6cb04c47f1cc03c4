"""What a version keeps, and how two of them differ."""

import hashlib
import json

import pytest
from django.utils.translation import override

from ortaq.ground.money import thousand_tenge
from ortaq.ground.text import Text
from ortaq.stages.plan import actions
from ortaq.stages.plan.content import content_of, read, write
from ortaq.stages.plan.difference import difference
from ortaq.stages.plan.selectors import draft_content, plan_of, versions_of

pytestmark = pytest.mark.django_db


def test_what_is_written_is_read_back_word_for_word(desk):
    content = draft_content(desk.plan)
    assert read(write(content)) == content
    assert write(read(write(content))) == write(content)


def test_anybody_can_take_the_hash_with_other_software(desk):
    version = desk.do(actions.close_version, plan=desk.plan)
    assert hashlib.sha256(version.content.encode()).hexdigest() == version.sha256
    data = json.loads(version.content)
    assert version.content == json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert [line["number"] for line in data["items"]] == [1, 2, 3, 4]


def test_content_of_another_format_is_not_guessed_at():
    with pytest.raises(ValueError, match="unknown format 99"):
        read('{"format": 99}')


def test_a_version_does_not_follow_later_changes_of_a_project(desk):
    version = desk.do(actions.close_version, plan=desk.plan)
    project = desk.projects[1]
    project.title, project.risks = Text(kk="Басқа"), Text(kk="Басқа тәуекел")
    project.save()
    frozen = content_of(version).item(2).project
    assert (frozen.title.kk, frozen.risks.kk) == ("Көкталда құдық", "Бағаның өсуі")


def test_the_difference_names_lines_fields_years_and_totals(desk):
    before = draft_content(desk.plan)
    reason = Text(kk="Ақша жетпейді", ru="Не хватает денег")
    desk.do(actions.remove_line, line=desk.line(1), reason=reason)
    desk.add(title=Text(ru="Остановка"))
    desk.pay(3, (2028, "okrug_budget", "money", 300), (2029, "okrug_budget", "money", 200))
    desk.do(
        actions.set_vision, plan=desk.plan, vision=Text(kk="Жаңа пайым", ru="Новое видение"), goals={3: reason}
    )
    with override("ru"):
        found = difference(before, draft_content(desk.plan), language="ru")
    assert [item.number for item in found.added] == [5]
    assert [(item.number, why) for item, why in found.removed] == [(1, reason)]
    (changed,) = found.changed
    assert changed.item.number == 3
    assert [(change.before, change.after) for change in changed.changes] == [
        ("250,0", "300,0"),
        ("250,0", "200,0"),
    ]
    assert changed.changes[0].field.startswith("2028")
    assert ("Видение", "Новое видение") in [(change.field, change.after) for change in found.general]
    whole = found.totals[0]
    assert (whole.before, whole.after) == ("3\xa0900,0", "3\xa0000,0")


def test_two_equal_contents_do_not_differ(desk):
    content = draft_content(desk.plan)
    assert not difference(content, content, language="kk")


def test_a_change_of_one_tiyn_is_seen(desk):
    before = draft_content(desk.plan)
    line = desk.line(3)
    line.cost += 1
    line.save()
    (changed,) = difference(before, draft_content(desk.plan), language="kk").changed
    assert (changed.changes[0].before, changed.changes[0].after) == ("500,0", "500,00001")


def test_a_change_in_the_other_language_alone_is_told(desk):
    before = draft_content(desk.plan)
    vision = Text(kk=desk.plan.vision.kk, ru="Другое видение")
    desk.do(actions.set_vision, plan=desk.plan, vision=vision, goals={})
    (change,) = difference(before, draft_content(desk.plan), language="kk").general
    assert change.after == "Другое видение"


def test_the_draft_is_read_in_a_known_number_of_queries(desk, django_assert_max_num_queries):
    plan = plan_of(desk.cycle)
    with django_assert_max_num_queries(8):
        few = draft_content(plan)
    for _number in range(20):
        desk.add()
    with django_assert_max_num_queries(8):
        many = draft_content(plan)
    assert len(many.items) == len(few.items) + 20


def test_the_list_of_versions_shows_what_was_closed(desk):
    version = desk.do(actions.close_version, plan=desk.plan)
    (row,) = versions_of(desk.plan, published=False)
    assert (row.number, row.lines, row.total, row.is_whole) == (1, 4, thousand_tenge(3_900), True)
    assert versions_of(desk.plan, published=True) == []
    desk.do(actions.publish_version, version=version)
    assert len(versions_of(desk.plan, published=True)) == 1


def test_a_version_of_the_small_hours_bears_the_day_of_the_place(desk):
    desk.now = desk.now.replace(hour=2)
    desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))
    (row,) = versions_of(desk.plan, published=True)
    assert {row.closed_on, row.published_on} == {desk.now.date()}
    assert content_of(desk.plan.versions.get()).closed_on == desk.now.date().isoformat()


def test_whatever_keeps_two_versions_apart_is_told(desk):
    before = draft_content(desk.plan)
    project = desk.projects[1]
    project.sdg_target, project.target_year = "6.1", 2031
    project.save()
    project.settlements.set(desk.cycle.unit.settlements.all())
    with override("ru"):
        (changed,) = difference(before, draft_content(desk.plan), language="ru").changed
    assert [(change.before, change.after) for change in changed.changes] == [
        ("Коктал", "Бастау, Коктал"),
        ("40 (2030)", "40 (2031)"),
        ("", "6.1"),
    ]


def test_what_was_frozen_before_tags_were_kept_is_still_read(desk):
    data = json.loads(write(draft_content(desk.plan)))
    for item in data["items"]:
        for tag in ("sdg_target", "national_programme"):
            (item["project"] or {}).pop(tag, None)
    assert read(json.dumps(data)).items[0].project.sdg_target == ""
