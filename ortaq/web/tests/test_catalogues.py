"""The tool that finds, keeps and checks the words of every room."""

import os
from gettext import GNUTranslations
from pathlib import Path

import polib
import pytest

from ortaq.web.catalogues import SourceError, check, compile_catalogues, locale_paths, update, words_of


@pytest.fixture
def house(tmp_path):
    """A small house: a shell, one stage, one room of the ground."""
    root = tmp_path / "ortaq"
    write(root / "web/menu.py", 'from django.utils.translation import gettext as _\nMENU = _("Needs")\n')
    write(
        root / "stages/needs/pages.py",
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext, npgettext\n"
        'TITLE = _("Needs")\n'
        'LONG = _("One sentence "\n         "in two lines")\n'
        'def say(n):\n    return ngettext("%(n)d need", "%(n)d needs", n), pgettext("verb", "Open")\n'
        'def more(n):\n    return npgettext("people", "%(n)d voice", "%(n)d voices", n)\n',
    )
    write(
        root / "stages/needs/templates/needs.html",
        "{% load i18n %}\n<h1>{% translate 'Say what you need' %}</h1>\n"
        "    <p title=\"{% translate \"It's ours\" context 'place' %}\">Don't translate me, (or me)</p>\n"
        "  {% blocktranslate count n=needs|length trimmed %}\n  One %(percent)%\n  {% plural %}"
        "\n  {{ n }} people\n  {% endblocktranslate %}\n"
        "{% blocktranslate with name=user %}Hello {{ name }}{% endblocktranslate %}{{ _('Inline') }}",
    )
    write(root / "ground/places/models.py", 'from x import gettext_lazy as _\nNAME = _("Village")\n')
    write(root / "stages/needs/tests/test_needs.py", '_("Only in a test")\n')
    return root


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def catalogue(root, room, language="kk"):
    return polib.pofile(str(root / room / "locale" / language / "LC_MESSAGES/django.po"))


def translate_everything(root):
    for path in root.glob("**/django.po"):
        file = polib.pofile(str(path))
        for entry in file:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, f"» {entry.msgid_plural}")
            else:
                entry.msgstr = f"» {entry.msgid}"
        file.save()


def test_words_are_found_in_python_and_in_templates(house):
    words = words_of(house)[house / "stages/needs"]
    assert set(words) == {
        (None, "Needs"),
        (None, "One sentence in two lines"),
        (None, "%(n)d need"),
        ("verb", "Open"),
        ("people", "%(n)d voice"),
        (None, "Say what you need"),
        ("place", "It's ours"),
        (None, "One %%(percent)%%"),
        (None, "Hello %(name)s"),
        (None, "Inline"),
    }
    assert words[None, "One %%(percent)%%"].plural == "%(n)s people"


def test_update_writes_one_catalogue_for_each_room_and_repeats_no_common_word(house):
    update(house)
    assert [entry.msgid for entry in catalogue(house, "web")] == ["Needs"]
    assert "Needs" not in {entry.msgid for entry in catalogue(house, "stages/needs")}
    assert [entry.msgid for entry in catalogue(house, "ground/places", "ru")] == ["Village"]
    assert locale_paths(house)[0] == house / "web/locale"


def test_files_are_sorted_carry_no_line_numbers_and_do_not_change_when_nothing_changes(house):
    update(house)
    path = house / "stages/needs/locale/kk/LC_MESSAGES/django.po"
    before = path.read_bytes()
    ids = [entry.msgid for entry in polib.pofile(str(path))]
    assert ids == sorted(ids)
    assert b"#:" not in before
    assert update(house) == []
    assert path.read_bytes() == before


def test_update_keeps_translations_and_drops_words_nobody_asks_for(house):
    update(house)
    translate_everything(house)
    assert check(house) == []
    write(house / "ground/places/models.py", 'from x import gettext_lazy as _\nNAME = _("Settlement")\n')
    changes = update(house)
    assert sum("removed: 'Village'" in line for line in changes) == 2
    assert sum("added: 'Settlement'" in line for line in changes) == 2
    assert next(iter(catalogue(house, "web"))).msgstr == "» Needs"


def test_a_common_word_stays_while_any_room_uses_it(house):
    update(house)
    translate_everything(house)
    write(house / "web/menu.py", "")
    assert update(house) == []


def test_better_words_for_messages_of_django_stay(house):
    update(house)
    translate_everything(house)
    path = house / "web/locale/kk/LC_MESSAGES/django.po"
    file = polib.pofile(str(path))
    file.append(polib.POEntry(msgid="Enter a valid integer.", msgstr="Бүтін сан енгізіңіз."))
    file.save()
    assert update(house) == []
    assert check(house) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda file: setattr(file.find("Inline"), "msgstr", ""), "empty: 'Inline'"),
        (lambda file: file.find("Inline").flags.append("fuzzy"), "fuzzy: 'Inline'"),
        (lambda file: file.remove(file.find("Inline")), "missing: 'Inline'"),
        (
            lambda file: file.append(polib.POEntry(msgid="Old", msgstr="Ескі")),
            "asked for by nobody: 'Old'",
        ),
        (
            lambda file: setattr(file.find("Hello %(name)s"), "msgstr", "Сәлем %(nam)s"),
            "placeholders differ: 'Hello %(name)s'",
        ),
        (
            lambda file: setattr(file.find("%(n)d need"), "msgstr_plural", {0: "%(n)d"}),
            "needs 2 plural forms: '%(n)d need'",
        ),
    ],
)
def test_check_names_what_is_wrong(house, spoil, fault):
    update(house)
    translate_everything(house)
    path = house / "stages/needs/locale/kk/LC_MESSAGES/django.po"
    file = polib.pofile(str(path))
    spoil(file)
    file.save()
    faults = check(house)
    assert len(faults) == 1
    assert fault in faults[0]


def test_two_rooms_may_not_say_the_same_word_differently(house):
    write(house / "ground/places/models.py", 'from x import gettext_lazy as _\nNAME = _("Inline")\n')
    update(house)
    translate_everything(house)
    path = house / "stages/needs/locale/kk/LC_MESSAGES/django.po"
    file = polib.pofile(str(path))
    file.find("Inline").msgstr = "басқаша"
    file.save()
    assert ["said differently in" in line for line in check(house)] == [True]


def test_a_file_that_cannot_be_read_is_named(house):
    write(house / "web/templates/broken.html", "{% load i18n %}{% blocktranslate %}{% if x %}{% endif %}")
    with pytest.raises(SourceError, match=r"broken\.html"):
        check(house)


def test_compiles_only_what_is_older_than_its_source(house):
    update(house)
    translate_everything(house)
    written = compile_catalogues(house)
    assert len(written) == 6
    assert compile_catalogues(house) == []
    source = house / "web/locale/kk/LC_MESSAGES/django.po"
    later = source.stat().st_mtime_ns + 1_000_000_000
    os.utime(source, ns=(later, later))
    assert compile_catalogues(house) == [source.with_suffix(".mo")]
    with Path(written[0]).open("rb") as file:
        assert GNUTranslations(file).gettext("Village") == "» Village"


def test_the_words_of_ortaq_are_complete():
    assert check() == []
