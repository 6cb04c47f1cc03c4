"""What the pages of meetings show, to whom, and in which words."""

import datetime

import pytest
from django.test import Client

from ortaq.ground import clock
from ortaq.ground.meetings.actions import record_attendance
from ortaq.ground.meetings.models import Meeting, MeetingKind, Motion, MovedDay, RuleOverride
from ortaq.ground.meetings.tests.samples import call, decide, hold_assembly, moment
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def at(monkeypatch):
    """Set the moment that pages believe it is."""

    def set_moment(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_moment


@pytest.fixture
def visit():
    """Open a page as an actor, or as anyone."""

    def open_page(address, by=None, data=None):
        client = Client()
        if by is not None:
            client.force_login(by.account, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(address) if data is None else client.post(address, data)

    return open_page


def test_the_calendar_shows_what_comes_before_what_was(unit, actor, now, at, visit):
    _meeting, after = hold_assembly(unit, actor, now)
    clerk = actor(unit, Role.CLERK)
    call(unit, clerk, now, kind=MeetingKind.GATHERING, starts_at=moment(2027, 4, 1), title=Text(ru="О воде"))
    at(after)
    said = visit("/ru/mysal/meetings/").content.decode()
    assert said.index("О воде") < said.index("О плане развития")
    assert "Сход местного сообщества" in said
    assert "Собрание местного сообщества" in said
    assert "Созвать новую встречу" not in said
    assert "Созвать новую встречу" in visit("/ru/mysal/meetings/", clerk).content.decode()


def test_the_three_bodies_keep_their_own_words(unit, actor, now, at, visit):
    clerk = actor(unit, Role.CLERK)
    words = {
        MeetingKind.SEPARATE_GATHERING: "Бөлек жиын №",
        MeetingKind.GATHERING: "Жергілікті қоғамдастық жиыны №",
        MeetingKind.ASSEMBLY: "Жергілікті қоғамдастық жиналысы №",
    }
    at(now)
    for kind, word in words.items():
        meeting = call(unit, clerk, now, kind=kind)
        said = visit(f"/kk/mysal/meetings/{meeting.number}/").content.decode()
        assert [other for other in words.values() if other in said] == [word]


def test_a_meeting_shows_what_the_law_asks_with_its_article(unit, actor, now, at, visit):
    meeting, after = hold_assembly(unit, actor, now)
    at(after)
    said = visit(f"/ru/mysal/meetings/{meeting.number}/").content.decode()
    for words in ("№ 295", "статья 39-3", "не проверено юристом", "пришли 4 из 5", "3 марта 2027"):
        assert words in said.replace("Пришли", "пришли")


def test_a_meeting_that_advises_says_so_and_shows_no_law(unit, actor, now, at, visit):
    meeting = call(unit, actor(unit, Role.CLERK), now, kind=MeetingKind.FOCUS_GROUP)
    at(now)
    said = visit(f"/ru/mysal/meetings/{meeting.number}/").content.decode()
    assert "Эта встреча слушает и советует" in said
    assert "не проверено юристом" not in said


@pytest.mark.parametrize("role", [None, Role.RESIDENT, Role.DELEGATE, Role.CLERK])
def test_forms_of_the_office_are_for_the_office(unit, actor, now, at, visit, settings, role):
    settings.LOGIN_URL = "/sign-in/"
    meeting, after = hold_assembly(unit, actor, now)
    at(after)
    by = actor(unit, role) if role else None
    pages = ("change", "cancel", "agenda", "attendance", "protocol", "sign")
    answers = {visit(f"/kk/mysal/meetings/{meeting.number}/{page}/", by).status_code for page in pages}
    answers |= {visit(f"/kk/mysal/meetings/{page}/", by).status_code for page in ("new", "new/assembly")}
    expected = {None: {302}, Role.CLERK: {200}}.get(role, {403})
    assert answers == expected
    assert visit(f"/kk/mysal/meetings/{meeting.number}/", by).status_code == 200


def test_a_meeting_is_called_from_its_form(unit, cycle, actor, now, at, visit):
    clerk, address = actor(unit, Role.CLERK), "/ru/mysal/meetings/new/assembly/"
    at(now)
    data = {
        "title_ru": "О плане",
        "place_ru": "Клуб",
        "starts_at_0": "2027-02-15",
        "starts_at_1": "15:00",
        "notice_on": "2027-02-10",
        "agenda": "Согласование плана\n\nРазное",
    }
    refused = visit(address, clerk, data)
    assert refused.status_code == 422
    assert "Самый ранний законный день" in refused.content.decode()
    assert visit(address, clerk, data | {"starts_at_0": "2027-02-20"}).status_code == 302
    made = Meeting.objects.get()
    assert (made.cycle, [item.title.ru for item in made.agenda.order_by("number")]) == (
        cycle,
        ["Согласование плана", "Разное"],
    )


def test_an_empty_form_is_answered_in_the_reader_s_language(unit, actor, now, at, visit):
    at(now)
    answer = visit("/kk/mysal/meetings/new/village_meeting/", actor(unit, Role.CLERK), {"title_kk": ""})
    assert answer.status_code == 422
    assert "Мұны қазақша немесе орысша жазыңыз." in answer.content.decode()


def test_the_office_takes_a_meeting_through_its_forms_to_the_signing(unit, actor, now, at, visit):
    meeting, after = hold_assembly(unit, actor, now)
    clerk, home = actor(unit, Role.CLERK), f"/ru/mysal/meetings/{meeting.number}/"
    at(after)
    visit(f"{home}agenda/1/propose/", clerk, {"text_ru": "Согласовать план"})
    motion = Motion.objects.get()
    votes = {"votes_for": 3, "votes_against": 1, "abstained": 0, "chair_casts": ""}
    visit(f"{home}motions/{motion.id}/", clerk, votes)
    members = [str(id) for id in meeting.attendances.values_list("member_id", flat=True)]
    visit(f"{home}attendance/", clerk, {"members": members, "invited": 0})
    assert "что сказано по каждому вопросу" in visit(home, clerk).content.decode()
    protocol = {"chair": "Айгүл Серікова", "secretary": "Болат Ахметов", "item_1_ru": "Аким доложил"}
    visit(f"{home}protocol/", clerk, protocol)
    signing = {"signed_on": "2027-03-01", "chair_signed": "on"}
    assert "подпись секретаря" in visit(f"{home}sign/", clerk, signing).content.decode()
    assert visit(f"{home}sign/", clerk, signing | {"secretary_signed": "on"}).status_code == 302
    said = visit(home).content.decode()
    for words in ("протокол подписан", "решение принято", "Аким доложил", "protocol-kk.pdf", "protocol-ru.docx"):
        assert words in said


def test_a_question_is_changed_and_taken_off_by_its_forms(unit, actor, now, at, visit):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now)
    home = f"/kk/mysal/meetings/{meeting.number}/"
    at(now)
    visit(f"{home}agenda/", clerk, {"title_kk": "Су"})
    visit(f"{home}agenda/1/", clerk, {"title_kk": "Жол", "speaker": "Әкім"})
    visit(f"{home}agenda/2/remove/", clerk, {})
    assert [(item.title.kk, item.speaker) for item in meeting.agenda.all()] == [("Жол", "Әкім")]
    visit(f"{home}cancel/", clerk, {"reason_kk": "Боран"})
    assert "Боран" in visit(home).content.decode()


def test_the_signed_protocol_is_public_the_draft_is_the_office_s(unit, actor, now, at, visit):
    motion, after = decide(unit, actor, now, signed=False)
    address = f"/kk/mysal/documents/meetings/{motion.item.meeting.number}/protocol-ru.docx"
    at(after)
    assert visit(address).status_code == 403
    assert visit(address, actor(unit, Role.CLERK)).status_code == 200
    Meeting.objects.update(signed_on=after.date())
    answer = visit(address)
    assert answer.status_code == 200
    assert 'filename="protocol-1-2027-03-01-ru.docx"' in answer["Content-Disposition"]
    assert visit(address.replace("-ru.", "-fr.")).status_code == 404
    assert visit(address.replace(".docx", ".exe")).status_code == 404


def test_what_people_wrote_stays_text(unit, actor, now, at, visit):
    meeting = call(unit, actor(unit, Role.CLERK), now, title=Text(kk=HOSTILE), agenda=[Text(kk=HOSTILE)])
    at(now)
    for page in ("", f"{meeting.number}/"):
        said = visit(f"/kk/mysal/meetings/{page}").content.decode()
        assert HOSTILE not in said
        assert "&lt;script&gt;" in said


def test_the_legal_rules_show_every_number_and_take_the_unit_s_own(unit, actor, now, at, visit):
    clerk, home = actor(unit, Role.CLERK), "/ru/mysal/meetings/rules/"
    at(now)
    said = visit(home).content.decode()
    for words in (
        "За 10 календарных дней",
        "Не менее 10% жителей",
        "каждый маслихат",
        "5–10",
        "не проверено юристом",
    ):
        assert words.casefold() in said.casefold()
    data = {"value": 14, "decision_ru": "Решение № 12-3", "adopted_on": "2026-05-04"}
    assert visit(f"{home}assembly.notice/adopt/", clerk, data).status_code == 302
    said = visit(home).content.decode()
    assert "Решение № 12-3" in said
    assert "принято маслихатом для этого места" in said
    rule = RuleOverride.objects.get()
    ending = {"ended_on": "2026-05-04", "reason": "ошибка"}
    assert visit(f"{home}{rule.id}/end/", clerk, ending).status_code == 302
    assert "Решение № 12-3" not in visit(home).content.decode()
    assert visit(f"{home}assembly_size.bands/adopt/", clerk).status_code == 404
    assert visit(f"{home}assembly.song/adopt/", clerk).status_code == 404


def test_lists_ask_the_database_a_known_number_of_questions(
    unit, actor, now, at, visit, django_assert_max_num_queries
):
    clerk = actor(unit, Role.CLERK)
    at(now)
    for hour in range(8):
        call(
            unit, clerk, now, kind=MeetingKind.VILLAGE_MEETING, starts_at=now + datetime.timedelta(hours=hour + 1)
        )
    with django_assert_max_num_queries(5):
        visit("/kk/mysal/meetings/")
    motion, after = decide(unit, actor, now)
    at(after)
    with django_assert_max_num_queries(14):
        visit(f"/kk/mysal/meetings/{motion.item.meeting.number}/")


def test_links_keep_the_cycle_that_the_reader_chose(unit, cycle, actor, now, at, visit):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now)
    at(now)
    said = visit("/kk/mysal/meetings/?cycle=2028", clerk).content.decode()
    assert f'/kk/mysal/meetings/{meeting.number}/?cycle=2028"' in said
    said = visit(f"/kk/mysal/meetings/{meeting.number}/?cycle=2028", clerk).content.decode()
    assert f'/kk/mysal/meetings/{meeting.number}/change/?cycle=2028"' in said
    assert (
        'name="cycle" value="2028"'
        in visit("/kk/mysal/meetings/new/gathering/?cycle=2028", clerk).content.decode()
    )


def test_representatives_are_elected_through_the_form_and_named_in_public(unit, actor, now, at, visit):
    clerk, after = actor(unit, Role.CLERK), moment(2027, 3, 1, 18)
    meeting = call(unit, clerk, now, kind=MeetingKind.SEPARATE_GATHERING)
    record_attendance(by=clerk, meeting=meeting, present=43, entitled=214, now=after)
    home = f"/ru/mysal/meetings/{meeting.number}/"
    at(after)
    assert f"{home}agenda/1/election/" in visit(home, clerk).content.decode()
    bad = visit(f"{home}agenda/1/election/", clerk, {"seats": 1, "votes": "Бақыт Оспанов: 39\nМұрат"})
    assert "Строка 2: напишите полное имя" in bad.content.decode()
    assert "Бақыт Оспанов: 39" in bad.content.decode()
    votes = "Бақыт Оспанов: 39\n\nӘлия  Жұмабек — 12"
    assert visit(f"{home}agenda/1/election/", clerk, {"seats": 1, "votes": votes}).status_code == 302
    said = visit(home).content.decode()
    assert "Бақыт Оспанов" in said
    assert "Әлия Жұмабек" not in said
    assert "Әлия Жұмабек: 12" in visit(f"{home}agenda/1/election/", clerk).content.decode()


def test_a_signed_protocol_is_handed_over_through_its_form(unit, actor, now, at, visit):
    motion, after = decide(unit, actor, now)
    clerk, home = actor(unit, Role.CLERK), f"/kk/mysal/meetings/{motion.item.meeting.number}/"
    at(after)
    assert f"{home}hand-over/" in visit(home, clerk).content.decode()
    assert f"{home}hand-over/" not in visit(home).content.decode()
    data = {"handed_over_to": "Ауылдық округ әкімі", "handed_over_on": "2027-03-01"}
    assert visit(f"{home}hand-over/", clerk, data).status_code == 302
    said = visit(home, clerk).content.decode()
    assert "Ауылдық округ әкімі" in said
    assert f"{home}hand-over/" not in said


def test_a_moved_day_is_entered_and_taken_back_on_the_page_of_rules(unit, actor, now, at, visit):
    clerk, rules = actor(unit, Role.CLERK), "/ru/mysal/meetings/rules/"
    at(now)
    data = {"day": "2027-05-17", "is_working": "off", "decree_ru": "Постановление № 7"}
    assert visit(f"{rules}days/", clerk, data).status_code == 302
    assert "Постановление № 7" in visit(rules).content.decode()
    address = f"{rules}days/{MovedDay.objects.get().pk}/take-back/"
    assert visit(address, actor(unit, Role.DELEGATE), {}).status_code == 403
    assert visit(address, clerk, {}).status_code == 302
    assert not MovedDay.objects.exists()


def test_a_past_day_of_notice_is_warned_of_and_shown_with_the_day_of_its_entry(unit, cycle, actor, now, at, visit):
    clerk = actor(unit, Role.CLERK)
    at(now)
    data = {"title_ru": "О воде", "place_ru": "Клуб", "starts_at_0": "2027-02-20", "starts_at_1": "15:00"}
    client = Client()
    client.force_login(clerk.account)
    told = data | {"notice_on": "2027-02-05"}
    answer = client.post("/ru/mysal/meetings/new/village_meeting/", told, follow=True).content.decode()
    assert "Оба дня видят все" in answer
    assert "10 февраля 2027" in visit("/ru/mysal/meetings/1/").content.decode()


def test_changing_a_notice_keeps_which_language_is_the_original(unit, actor, now, at, visit):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, title=Text(kk="Су", ru="О воде", original="ru"))
    at(now)
    client = Client()
    client.force_login(clerk.account)
    address = f"/ru/mysal/meetings/{meeting.number}/change/"
    form = client.get(address).context["form"]
    sent = {bound.html_name: bound.value() or "" for bound in form if bound.name != "starts_at"}
    client.post(address, sent | {"starts_at_0": "2027-03-01", "starts_at_1": "15:00", "place_ru": "Клуб"})
    meeting.refresh_from_db()
    assert (meeting.place.ru, meeting.title.original) == ("Клуб", "ru")
