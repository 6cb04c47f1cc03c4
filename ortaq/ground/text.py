"""Text for people in Kazakh and Russian: two columns, which is the original, and what the other one is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The two languages in which the people of a unit write."""

    KK = "kk", _("Kazakh")
    RU = "ru", _("Russian")


class Translation(models.TextChoices):
    """What the text in the other language is worth."""

    MISSING = "missing", _("not translated yet")
    MACHINE = "machine", _("translated by a machine, not checked")
    CHECKED = "checked", _("translation checked")


@dataclass(frozen=True)
class Text:
    """The same text in both languages; either may be missing, the original may not.

    >>> Text(kk="Су жоқ").ru
    ''
    >>> Text(kk="Су жоқ").in_language("ru")
    'Су жоқ'
    >>> Text(kk="Су жоқ", ru="Нет воды").translation
    'checked'
    >>> Text(ru="Нет воды", original="kk").original
    'ru'
    """

    kk: str = ""
    ru: str = ""
    original: str = ""
    translation: str = ""

    def __post_init__(self) -> None:
        original = self.original or Language.KK
        if not getattr(self, original):
            original = Language.KK if self.kk or not self.ru else Language.RU
        object.__setattr__(self, "original", str(original))
        other = self.ru if self.original == Language.KK else self.kk
        worth = (self.translation or Translation.CHECKED) if other else Translation.MISSING
        object.__setattr__(self, "translation", str(worth))

    def __bool__(self) -> bool:
        return bool(self.kk or self.ru)

    def __str__(self) -> str:
        return str(getattr(self, self.original))

    def in_language(self, language: str) -> str:
        """Return the text in the language asked for, or else the original."""
        return (getattr(self, language, "") if language in Language.values else "") or str(self)

    def language_shown(self, language: str) -> str:
        """Return the language of what `in_language` returns (for the page's `lang` attribute)."""
        return language if language in Language.values and getattr(self, language) else self.original


@dataclass(frozen=True)
class WithEnglish(Text):
    """A text that partners abroad read too: the English stands beside it and is never its original.

    >>> WithEnglish(kk="Су", ru="Вода", en="Water").in_language("en")
    'Water'
    >>> WithEnglish(kk="Су").language_shown("en")
    'kk'
    """

    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in the language asked for, or else the original."""
        return self.en if language == "en" and self.en else super().in_language(language)

    def language_shown(self, language: str) -> str:
        """Return the language of what `in_language` returns."""
        return language if language == "en" and self.en else super().language_shown(language)


def with_english(text: Text, en: str) -> WithEnglish:
    """Return a text together with the English that a record keeps in a column of its own."""
    return WithEnglish(text.kk, text.ru, text.original, text.translation, en)


class Bilingual:
    """A model attribute that holds a `Text` in four plain columns.

    `title = Bilingual(max_length=200)` gives the columns title_kk, title_ru, title_original and
    title_translation, and the attribute `title`, read and set as a `Text`. Without `max_length` the two
    texts are unlimited columns.
    """

    def __init__(self, *, max_length: int | None = None) -> None:
        self.max_length = max_length

    if TYPE_CHECKING:

        def __get__(self, record: models.Model | None, owner: type[models.Model]) -> Text: ...

        def __set__(self, record: models.Model, text: Text) -> None: ...

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the four columns and the attribute to the model (called by Django)."""
        for language in Language.values:
            model.add_to_class(f"{name}_{language}", self._column())
        original = models.CharField(max_length=2, choices=Language.choices, default=Language.KK)
        translation = models.CharField(max_length=8, choices=Translation.choices, default=Translation.MISSING)
        model.add_to_class(f"{name}_original", original)
        model.add_to_class(f"{name}_translation", translation)
        setattr(model, name, _text_property(name))

    def _column(self) -> models.Field[Any, Any]:
        if self.max_length is None:
            return models.TextField(blank=True, default="")
        return models.CharField(max_length=self.max_length, blank=True, default="")


class Trilingual(Bilingual):
    """A `Bilingual` with a fifth column for the English, read as a `WithEnglish`."""

    if TYPE_CHECKING:

        def __get__(self, record: models.Model | None, owner: type[models.Model]) -> WithEnglish: ...

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the five columns and the attribute to the model (called by Django)."""
        super().contribute_to_class(model, name)
        model.add_to_class(f"{name}_en", self._column())
        setattr(model, name, _english_property(name))


PARTS = ("kk", "ru", "original", "translation")


def _text_property(name: str) -> property:
    def read(record: models.Model) -> Text:
        return Text(**{part: getattr(record, f"{name}_{part}") for part in PARTS})

    def write(record: models.Model, text: Text) -> None:
        for part in PARTS:
            setattr(record, f"{name}_{part}", getattr(text, part))

    return property(read, write)


def _english_property(name: str) -> property:
    plain = _text_property(name)

    def read(record: models.Model) -> WithEnglish:
        return with_english(plain.fget(record), getattr(record, f"{name}_en"))  # type: ignore[misc]

    def write(record: models.Model, text: WithEnglish) -> None:
        plain.fset(record, text)  # type: ignore[misc]
        setattr(record, f"{name}_en", text.en)

    return property(read, write)


def columns(name: str) -> tuple[str, ...]:
    """Return the column names behind a bilingual attribute, for `.values()` and `update_fields`.

    >>> columns("title")
    ('title_kk', 'title_ru', 'title_original', 'title_translation')
    """
    return tuple(f"{name}_{part}" for part in PARTS)


def text_of(row: dict[str, Any], name: str) -> Text:
    """Return the `Text` of a `.values()` row that holds the four columns of `name`."""
    return Text(**{part: row[f"{name}_{part}"] for part in PARTS})


KAZAKH_LETTERS = frozenset("әғқңөұүһі")


def guess_language(text: str, *, otherwise: str = Language.RU) -> str:
    """Return kk or ru for a text by its letters; Latin script counts as Kazakh, no hint gives `otherwise`.

    >>> guess_language("Көктемде жол жоқ"), guess_language("Весной нет дороги"), guess_language("Sý joq")
    ('kk', 'ru', 'kk')
    """
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    if any(letter in KAZAKH_LETTERS for letter in letters):
        return str(Language.KK)
    latin = sum(letter < "\u0400" for letter in letters)
    if letters and latin * 2 > len(letters):
        return str(Language.KK)
    return str(otherwise)


def searchable(*texts: str) -> str:
    """Return the texts as one line in which searching ignores letter case and spaces (also Cyrillic ones).

    >>> searchable("Су  ЖОҚ", "Нет воды")
    'су жоқ нет воды'
    """
    return " ".join(" ".join(texts).casefold().split())


ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The letters of Kazakh in their order; those of Russian among them keep the order of Russian."""

IN_ALPHABET = str.maketrans({letter: chr(0x0400 + place) for place, letter in enumerate(ALPHABET)})


def alphabetical(name: object) -> str:
    """Return the key by which names stand in the order of the Kazakh alphabet, whatever the case of their letters.

    >>> sorted(["Ясная", "Қаражал", "Әулиекөл", "Кеңес", "ақжар", "Іле", "Ықылас"], key=alphabetical)
    ['ақжар', 'Әулиекөл', 'Кеңес', 'Қаражал', 'Ықылас', 'Іле', 'Ясная']
    """
    return str(name).casefold().translate(IN_ALPHABET)


def in_columns(**texts: Text) -> dict[str, Any]:
    """Return the texts as the column values behind them, to make a record with.

    >>> in_columns(title=Text(kk="Су"))["title_kk"]
    'Су'
    """
    parts = (*PARTS, "en")
    return {
        f"{name}_{part}": getattr(text, part)
        for name, text in texts.items()
        for part in parts
        if hasattr(text, part)
    }
