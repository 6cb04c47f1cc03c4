"""What residents and the office see of needs, and what they do there."""

import datetime
import html
import re

import pytest

from ortaq.ground.cycle.actions import close_step
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Text
from ortaq.stages.needs import actions
from ortaq.stages.needs.models import Answer, Contact, Need, Problem
from ortaq.stages.needs.selectors.merging import SHOWN_AT_ONCE
from ortaq.stages.needs.tests.conftest import client_of, picture
from ortaq.stages.needs.tests.many import add_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
NEEDS = "/kk/mysal/needs/"
HOSTILE = "<script>alert('1')</script>{{ 7 }} \u202eкері\" onload=\"x"


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def office(clerk):
    return client_of(clerk)


@pytest.fixture
def team(planner):
    return client_of(planner)


@pytest.fixture
def problem(publish, planner, cycle, now):
    """A problem of two needs, and a third need beside it."""
    needs = [publish("Көшеде жарық жоқ"), publish("Шам жанбайды")]
    publish("Су құбыры ескі", "water")
    title = Text(kk="Көшеде жарық жоқ", ru="Нет света на улице")
    return actions.make_problem(
        by=planner, cycle=cycle, title=title, description=Text(), theme="roads", needs=needs, now=now
    )


def test_two_fields_are_enough_and_the_receipt_repeats_nothing(client, cycle, settlement):
    answer = client.post(f"{NEEDS}say/", {"text": "Мектепке автобус керек", "settlement": str(settlement.pk)})
    assert answer.headers["Location"] == f"{NEEDS}1/receipt/"
    receipt = client.get(answer.headers["Location"])
    assert "№ 1" in words(receipt)
    assert "Мектепке" not in words(receipt)
    assert "Көктал" not in words(receipt)
    need = Need.objects.get()
    assert (need.text.original, need.theme, need.group, need.photo) == ("kk", "", "", None)


def test_a_phone_given_by_a_resident_is_shown_to_the_office_alone(client, office, cycle, settlement, clerk, now):
    client.post(
        f"{NEEDS}say/", {"text": "Дәріхана керек", "settlement": str(settlement.pk), "phone": "8 701 5550123"}
    )
    assert Contact.objects.count() == 1
    actions.publish_need(by=clerk, need=Need.objects.get(), theme="health", now=now)
    assert "5550123" not in client.get(f"{NEEDS}1/").content.decode()
    assert "5550123" in office.get(f"{NEEDS}1/").content.decode()


def test_a_form_sent_twice_is_one_need(client, cycle, settlement):
    sent = {"text": "Жол керек бізге", "settlement": str(settlement.pk), "deed": str(new_id())}
    assert client.post(f"{NEEDS}say/", sent).headers["Location"] == f"{NEEDS}1/receipt/"
    assert client.post(f"{NEEDS}say/", sent).headers["Location"] == f"{NEEDS}1/receipt/"
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("kk", "Не керегін бірнеше сөзбен жазыңыз."), ("ru", "Напишите в нескольких словах")],
)
def test_errors_speak_the_readers_language_and_keep_what_was_written(
    client, cycle, settlement, language, sentence
):
    address = f"/{language}/mysal/needs/say/"
    answer = client.post(address, {"text": "су", "settlement": str(settlement.pk), "phone": "12345"})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="12345"' in answer.content.decode()
    assert client.post(address, {"text": ""}).status_code == 422


def test_a_settlement_of_another_unit_cannot_be_chosen(client, cycle, other_unit):
    foreign = other_unit.settlements.get()
    answer = client.post(f"{NEEDS}say/", {"text": "Жол керек бізге", "settlement": str(foreign.pk)})
    assert answer.status_code == 422
    assert not Need.objects.exists()


def test_before_and_after_the_step_the_page_says_when(client, cycle, at, now):
    at(now - datetime.timedelta(days=30))
    assert "Не керегін айтуға болатын мерзім" in words(client.get(f"{NEEDS}say/"))
    at(now + datetime.timedelta(days=90))
    assert "Соңғы күні" in words(client.get(f"{NEEDS}say/"))


def test_what_was_sent_after_the_last_day_stays_in_the_form(client, cycle, settlement, at, now):
    at(now + datetime.timedelta(days=90))
    answer = client.post(f"{NEEDS}say/", {"text": "Жол керек бізге", "settlement": str(settlement.pk)})
    assert answer.status_code == 422
    assert "Жол керек бізге" in words(answer)
    assert "қазір жабық" in words(answer)
    assert not Need.objects.exists()


def test_a_photo_of_a_form_with_errors_is_asked_for_again(client, cycle, at):
    answer = client.post(f"{NEEDS}say/", {"text": "Жол керек бізге", "photo": picture()})
    assert answer.status_code == 422
    assert "Файлды қайта таңдаңыз" in words(answer)


def test_the_receipt_says_how_many_days_the_law_s_data_give(client, say):
    said = words(client.get(f"{NEEDS}{say().number}/receipt/"))
    assert "15 жұмыс күні" in said


@pytest.mark.parametrize("path", ["problems/new/?cycle=2028", "problems/1/merge/"])
def test_a_search_among_needs_keeps_what_is_ticked_and_written(team, problem, publish, path):
    publish("Көпір құлады", "roads")
    sent = {"needs": ["3"], "title_kk": "Су мен көпір", "theme": "water", "find-q": "көпір"}
    answer = team.post(NEEDS + path, sent | {"search": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    boxes = re.findall(r'name="needs" value="(\d+)"([^>]*)>', shown)
    assert [(number, "checked" in more) for number, more in boxes] == [("3", True), ("4", False)]
    assert 'value="көпір"' in shown
    assert ("Су мен көпір" in shown) == ("new" in path)
    assert Problem.objects.count() == 1
    assert team.post(NEEDS + path, sent | {"needs": ["3", "4"]}).status_code == 302
    assert Need.objects.filter(problem__isnull=False).count() == 4


def test_what_says_nearly_the_same_is_offered_first_and_can_be_narrowed(team, problem, publish, unit):
    publish("Көшедегі шамдар жанбай тұр", "roads")
    elsewhere = unit.settlements.get(name_kk="Бастау")
    publish("Мектепке спортзал керек", "school", settlement=elsewhere)
    page = team.get(f"{NEEDS}problems/1/merge/")
    assert [number for number, _label in page.context["form"].fields["needs"].choices] == [4, 5, 3]
    for narrowed, numbers in (
        ({"find-theme": "water"}, [3]),
        ({"find-settlement": str(elsewhere.pk)}, [5]),
        ({"find-q": "шам", "find-theme": "water"}, []),
        ({"find-theme": "water", "needs": ["5"]}, [5, 3]),
    ):
        page = team.post(f"{NEEDS}problems/1/merge/", narrowed | {"search": "1"})
        assert [number for number, _label in page.context["form"].fields["needs"].choices] == numbers


def test_more_needs_are_shown_on_the_same_page_and_ticks_are_kept(team, problem, cycle, now):
    add_published(cycle, 60, now)
    address = f"{NEEDS}problems/1/merge/"
    first = team.get(address)
    assert len(first.context["form"].fields["needs"].choices) == SHOWN_AT_ONCE
    assert 'name="search" value="2"' in first.content.decode()
    more = team.post(address, {"needs": ["3"], "search": "2"})
    assert len(more.context["form"].fields["needs"].choices) == 61
    assert 'name="search" value="3"' not in more.content.decode()
    assert more.context["form"]["needs"].value() == ["3"]


def test_a_ticked_need_that_is_none_changes_nothing(team, problem):
    for number in ("99", "-1", "x", "9" * 30):
        answer = team.post(f"{NEEDS}problems/1/merge/", {"needs": [number], "find-q": "", "search": "1"})
        assert answer.status_code == 200
        assert team.post(f"{NEEDS}problems/1/merge/", {"needs": [number], "q": ""}).status_code == 422


def test_meetings_that_have_not_begun_are_not_offered(clerk, cycle, unit, at, now):
    for days, title in ((1, "Ертең"), (-1, "Кеше")):
        Meeting.objects.create(
            unit=unit,
            number=days + 2,
            kind="village_meeting",
            title=Text(kk=title),
            starts_at=now + datetime.timedelta(days=days),
            called_at=now,
            notice_on=now.date(),
            notice_entered_on=now.date(),
        )
    said = words(client_of(clerk).get(f"{NEEDS}help/"))
    assert "Кеше" in said
    assert "Ертең" not in said


def test_settlements_are_offered_by_name(client, cycle, unit, at):
    for name in ("Ясная", "Әулиекөл", "Ақжар"):
        Settlement.objects.create(unit=unit, name=Text(kk=name))
    for path in ("", "say/"):
        said = words(client.get(NEEDS + path))
        places = [said.index(name) for name in ("Ақжар", "Әулиекөл", "Бастау", "Көктал", "Ясная")]
        assert places == sorted(places)


def test_a_step_closed_early_closes_the_form_the_next_day(client, cycle, planner, at, now):
    close_step(by=planner, step=cycle.steps.get(key="needs"), reason="Бәрі айтылды", now=now)
    at(now + datetime.timedelta(days=1))
    assert "жиналып жатқан жоқ" in words(client.get(f"{NEEDS}say/"))
    assert client.get(NEEDS).status_code == 200


@pytest.mark.usefixtures("staffed")
def test_without_a_cycle_every_page_says_so(client, unit):
    for path in ("", "say/", "problems/"):
        assert "әлі бастаған жоқ" in words(client.get(NEEDS + path)) or path == "problems/"


def test_what_waits_for_a_moderator_is_read_by_the_office_alone(client, office, say):
    say("Бұл әлі оқылмаған сөз")
    for path in ("", "1/"):
        assert "оқылмаған" not in words(client.get(NEEDS + path))
    assert "оқылмаған" in words(office.get(f"{NEEDS}1/"))
    assert "оқылмаған" in words(office.get(f"{NEEDS}received/"))


def test_a_moderator_publishes_and_refuses_from_the_list(client, office, say):
    say("Көпір керек бізге"), say("Жарнама: шифер сатамын")
    assert office.post(f"{NEEDS}1/publish/", {"theme": "roads"}).status_code == 302
    assert office.post(f"{NEEDS}2/refuse/", {"objection": "advertisement"}).status_code == 302
    assert "Көпір керек" in words(client.get(NEEDS))
    refused = words(client.get(f"{NEEDS}2/"))
    assert "бұл жарнама" in refused
    assert "шифер" not in refused
    assert office.post(f"{NEEDS}1/publish/", {"theme": ""}).status_code == 422
    assert office.post(f"{NEEDS}2/refuse/", {"objection": "because"}).status_code == 422


PAGES_OF_THE_OFFICE = {
    "help/": {Role.CLERK, Role.PLANNER, Role.AKIM, Role.MODERATOR, Role.GROUP_MEMBER},
    "sheet/": {Role.CLERK, Role.PLANNER, Role.AKIM},
    "received/": {Role.CLERK, Role.PLANNER, Role.AKIM, Role.MODERATOR},
    "problems/new/": {Role.PLANNER, Role.AKIM, Role.MODERATOR, Role.GROUP_MEMBER},
    "problems/1/merge/": {Role.PLANNER, Role.AKIM, Role.MODERATOR, Role.GROUP_MEMBER},
    "problems/1/answer/": {Role.CLERK, Role.PLANNER, Role.AKIM},
    "1/publish/": {Role.CLERK, Role.PLANNER, Role.AKIM, Role.MODERATOR},
    "1/refuse/": {Role.CLERK, Role.PLANNER, Role.AKIM, Role.MODERATOR},
    "1/translate/": {Role.CLERK, Role.PLANNER, Role.AKIM, Role.MODERATOR, Role.GROUP_MEMBER},
    "1/answer/": {Role.CLERK, Role.PLANNER, Role.AKIM},
    "1/part/": {Role.PLANNER, Role.AKIM, Role.MODERATOR, Role.GROUP_MEMBER},
}
ROLES = (Role.AKIM, Role.PLANNER, Role.CLERK, Role.MODERATOR, Role.GROUP_MEMBER, Role.DELEGATE, Role.DONOR)


@pytest.mark.parametrize("path", PAGES_OF_THE_OFFICE)
def test_each_page_of_the_office_opens_to_its_roles_alone(client, unit, other_unit, actor, problem, path):
    for role in ROLES:
        expected = 200 if role in PAGES_OF_THE_OFFICE[path] else 403
        assert client_of(actor(unit, role)).get(NEEDS + path).status_code == expected, role
    assert client_of(actor(other_unit, Role.AKIM)).get(NEEDS + path).status_code == 403
    assert client.get(NEEDS + path).status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", ["", "say/", "voices/", "problems/", "problems/1/", "1/", "1/receipt/", "?q=жоқ"])
def test_everybody_reads_the_public_pages_in_three_languages(client, problem, language, path):
    answer = client.get(f"/{language}/mysal/needs/{path}")
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "path", ["99/", "99/receipt/", "problems/99/", "sheet/0b3f2f0e-0000-4000-8000-000000000000/"]
)
def test_what_is_not_there_is_not_found(office, cycle, path):
    assert office.get(NEEDS + path).status_code == 404


def test_a_helper_does_not_read_what_is_not_published(client, unit, actor, say):
    say("Бұл әлі оқылмаған сөз")
    helper = client_of(actor(unit, Role.GROUP_MEMBER))
    answer = helper.get(f"{NEEDS}1/translate/")
    assert answer.status_code == 403
    assert "оқылмаған" not in words(answer)


def test_hostile_words_stay_words(client, office, publish, planner, cycle, now):
    need = publish(HOSTILE)
    actions.make_problem(
        by=planner,
        cycle=cycle,
        title=Text(kk=HOSTILE),
        description=Text(kk=HOSTILE),
        theme="roads",
        needs=[need],
        now=now,
    )
    for path in ("", "1/", "problems/", "problems/1/", "?q=%3Cscript%3E", "1/answer/", "1/translate/"):
        content = office.get(NEEDS + path).content.decode()
        assert "<script>alert" not in content
        assert '" onload="' not in content


def test_a_helper_types_for_a_paper_form_and_a_meeting_must_be_named(office, cycle, settlement):
    sent = {"text": "Есік алдында жол жоқ", "settlement": str(settlement.pk), "language": "kk", "channel": "paper"}
    assert office.post(f"{NEEDS}help/", sent).status_code == 302
    need = Need.objects.get()
    assert (need.channel, need.text.kk) == ("paper", "Есік алдында жол жоқ")
    answer = office.post(f"{NEEDS}help/", sent | {"channel": "meeting"})
    assert answer.status_code == 422
    assert "қай кездесуде айтылғанын" in words(answer)


def test_the_team_merges_parts_and_answers_through_the_pages(client, team, office, problem):
    made = team.post(f"{NEEDS}problems/1/merge/", {"needs": ["3"]})
    assert made.status_code == 302
    assert problem.needs.count() == 3
    assert team.post(f"{NEEDS}3/part/", {"reason": "Бұл су туралы"}).status_code == 302
    assert problem.needs.count() == 2
    sent = {"kind": "taken_up", "text_kk": "Шам мамырда жанады", "text_ru": "Свет будет в мае"}
    assert office.post(f"{NEEDS}problems/1/answer/", sent).status_code == 302
    assert office.post(f"{NEEDS}3/answer/", sent | {"kind": "forwarded"}).status_code == 302
    assert Answer.objects.count() == 3
    assert "Шам мамырда жанады" in words(client.get(f"{NEEDS}2/"))
    assert "Свет будет в мае" in words(client.get("/ru/mysal/needs/2/"))
    assert office.post(f"{NEEDS}3/answer/", {"kind": "done"}).status_code == 422


def test_a_new_problem_is_made_of_needs_that_are_free(team, problem):
    assert "Шам жанбайды" not in words(team.get(f"{NEEDS}problems/new/"))
    sent = {"title_ru": "Старый водопровод", "theme": "water", "needs": ["3"]}
    assert team.post(f"{NEEDS}problems/new/", sent).headers["Location"] == f"{NEEDS}problems/2/"
    assert Problem.objects.get(number=2).title == Text(ru="Старый водопровод")
    answer = team.post(f"{NEEDS}problems/new/", sent | {"needs": ["1"]})
    assert answer.status_code == 422


def test_a_translation_is_shown_to_readers_of_that_language(client, office, problem):
    assert office.post(f"{NEEDS}3/translate/", {"translation": "Старые трубы"}).status_code == 302
    assert "Старые трубы" in words(client.get("/ru/mysal/needs/"))
    assert "Су құбыры ескі" in words(client.get(NEEDS))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ЖАРЫҚ", {1}),
        ("q=жанбайды", {2}),
        ("q=№ 3", {3}),
        ("q=жоқ көшеде", {1}),
        ("q=100%25", set()),
        ("q='; DROP TABLE needs_need", set()),
        ("theme=water", {3}),
        ("theme=nonsense", {1, 2, 3}),
        ("state=merged", {1, 2}),
        ("state=alone", {3}),
        ("state=answered", set()),
        ("state=open", {1, 2, 3}),
        ("state=overdue", set()),
        ("settlement=not-a-uuid", {1, 2, 3}),
        ("page=999999", {1, 2, 3}),
        ("page=x", {1, 2, 3}),
    ],
)
def test_the_list_is_searched_and_narrowed(client, problem, asked, found):
    content = client.get(f"{NEEDS}?{asked}").content.decode()
    assert {int(number) for number in re.findall(r'href="/kk/mysal/needs/(\d+)/', content)} == found


def test_the_list_shows_what_is_overdue(client, problem, at, now):
    at(now + datetime.timedelta(days=40))
    assert "жауап мерзімі өтті" in words(client.get(f"{NEEDS}?state=overdue"))


def test_the_office_is_told_what_waits(office, client, say):
    say()
    assert "Жаңа 1 қажеттілікті оқу" in words(office.get("/kk/mysal/"))
    assert "Жаңа 1 қажеттілікті оқу" not in words(client.get("/kk/mysal/"))


def test_small_groups_are_not_counted_in_public(client, say):
    for number in range(3):
        say(f"Қажеттілік {number} туралы", group="disability")
    for number in range(9):
        say(f"Жастарға {number} алаң", group="youth")
    shown = words(client.get(f"{NEEDS}voices/"))
    assert "12 қажеттілік" in shown
    assert "мүгедектігі бар" not in shown


def test_a_moment_after_midnight_belongs_to_the_new_day(client, say, clerk):
    from ortaq.stages.needs.selectors import need_page

    night = datetime.datetime(2027, 2, 10, 20, 30, tzinfo=datetime.UTC)
    say(now=night)
    need = Need.objects.get()
    page = need_page(need=need, language="kk", today=datetime.date(2027, 2, 11), for_office=True)
    assert page.submitted_on == datetime.date(2027, 2, 11)


def test_a_need_that_a_colleague_answered_meanwhile_is_not_answered_twice_unseen(
    client, team, unit, actor, say, clerk, now
):
    need = actions.publish_need(by=clerk, need=say(), theme="roads", now=now)
    address = f"{NEEDS}{need.number}/answer/"
    shown = team.get(address).context["form"]["shown"].value()
    actions.answer_need(by=clerk, need=need, kind="done", text=Text(kk="Шам орнатылды."), now=now)
    sent = {"kind": "in_work", "text_kk": "Келесі жылы жасаймыз.", "shown": shown}
    answer = team.post(address, sent)
    assert (answer.status_code, need.answers.count()) == (422, 1)
    assert f"сақтады: {clerk.account.name}" in words(answer)
    assert "Келесі жылы жасаймыз." in answer.content.decode()
    again = sent | {"shown": answer.context["form"]["shown"].value()}
    assert team.post(address, again).status_code == 302
    assert need.answers.count() == 2
