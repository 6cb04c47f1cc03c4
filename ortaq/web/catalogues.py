"""The words of every room in Kazakh and Russian: found in the sources, kept in .po files, compiled.

Each room has its own `locale/` with one `django.po` for each language. A word of the shell's catalogue
(`ortaq/web/locale`) serves all rooms and is not repeated in them, except in that of the commands: what is said
at a terminal, also by the engines, comes from there alone. The shell's catalogue also holds better words for
messages of Django itself. Development: `python -m ortaq.web.catalogues update` or `check`.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import django
import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("kk", "ru")
SHELL = "web"
NESTED = ("stages", "ground")
TERMINAL = "commands"
SPOKEN_AT_THE_TERMINAL = {TERMINAL, "engines", "__main__.py"}
CATALOGUE = Path("LC_MESSAGES") / "django.po"
SKIPPED_FOLDERS = {"tests", "migrations", "node_modules", "__pycache__", "vendor"}
PLURALS = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
}
FORMS = {"kk": 2, "ru": 4}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdrf]|%[sdrf]|\{\w*\}")

Key = tuple[str | None, str]


class SourceError(Exception):
    """A source file could not be searched for words; the message names it."""


@dataclass
class Word:
    """One message: its context, its text, its plural if it counts something, where it was seen first."""

    context: str | None
    text: str
    plural: str | None = None
    seen_in: Path | None = None

    @property
    def key(self) -> Key:
        return self.context, self.text


Words = dict[Key, Word]


@dataclass
class Catalogue:
    """The .po file of one room in one language and the words the room's sources ask for."""

    room: Path
    language: str
    asked: Words
    kept: set[Key] = field(default_factory=set)

    @property
    def path(self) -> Path:
        return self.room / "locale" / self.language / CATALOGUE

    def read(self) -> polib.POFile:
        if self.path.exists():
            return polib.pofile(str(self.path), wrapwidth=0)
        return polib.POFile(wrapwidth=0)


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Compile every catalogue under `root` whose .mo is missing or older; return the .mo files written."""
    written = []
    for source in sorted(root.glob("**/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)
        written.append(target)
    return written


def locale_paths(root: Path = ROOT) -> list[Path]:
    """All `locale` folders, the shell's first: for the setting `LOCALE_PATHS`."""
    found = sorted(path for path in root.glob("**/locale") if path.is_dir())
    return sorted(found, key=lambda path: path.parent.name != SHELL)


def update(root: Path = ROOT) -> list[str]:
    """Bring the catalogues in line with the sources; return what changed, one line each.

    New words are added with an empty translation, words nobody asks for are removed.
    """
    changes: list[str] = []
    for catalogue in _catalogues(root):
        file = catalogue.read()
        present = {_key(entry): entry for entry in file}
        kept = [entry for key, entry in present.items() if key in catalogue.asked or key in catalogue.kept]
        added = [word for key, word in catalogue.asked.items() if key not in present]
        removed = sorted(present.keys() - catalogue.asked.keys() - catalogue.kept, key=_order)
        changes += [_line(root, catalogue, "removed", key) for key in removed]
        changes += [_line(root, catalogue, "added", word.key) for word in added]
        for entry in kept:
            _agree_on_plural(entry, catalogue)
        _write(catalogue, [*kept, *(_entry(word, catalogue.language) for word in added)])
    return changes


def check(root: Path = ROOT) -> list[str]:
    """Everything that is wrong with the catalogues, one line each; empty when they are complete."""
    faults: list[str] = []
    said: dict[tuple[str, Key], tuple[str, Path]] = {}
    for catalogue in _catalogues(root):
        present: dict[Key, polib.POEntry] = {}
        for entry in catalogue.read():
            key = _key(entry)
            if key in present:
                faults.append(_line(root, catalogue, "said twice", key))
            present[key] = entry
        missing = sorted(catalogue.asked.keys() - present, key=_order)
        faults += [_line(root, catalogue, "missing", key) for key in missing]
        for key, entry in present.items():
            faults += [_line(root, catalogue, fault, key) for fault in _faults(key, entry, catalogue)]
            first = said.setdefault((catalogue.language, key), (_said(entry), catalogue.room))
            if first[0] != _said(entry):
                other = first[1].relative_to(root)
                faults.append(_line(root, catalogue, f"said differently in {other}", key))
    return faults


def words_of(root: Path = ROOT) -> dict[Path, Words]:
    """The words each room's Python files and templates ask for, by the room's folder."""
    rooms: dict[Path, Words] = {}
    for path in _sources(root):
        words = rooms.setdefault(_room(path, root), {})
        for word in _extract(path):
            known = words.setdefault(word.key, word)
            known.plural = known.plural or word.plural
    return rooms


def _catalogues(root: Path) -> Iterator[Catalogue]:
    rooms = words_of(root)
    shell = root / SHELL
    used_somewhere = {key for words in rooms.values() for key in words}
    with_file = {path.parents[3] for path in root.glob("**/locale/*/LC_MESSAGES/django.po")}
    others = sorted((rooms.keys() | with_file) - {shell})
    for language in LANGUAGES:
        own = Catalogue(shell, language, rooms.get(shell, {}), used_somewhere | _django_words())
        yield own
        common = own.asked.keys() | {_key(entry) for entry in own.read()}
        for room in others:
            served = common if room != root / TERMINAL else set()
            asked = {key: word for key, word in rooms.get(room, {}).items() if key not in served}
            yield Catalogue(room, language, asked)


def _sources(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
        for name in sorted(names):
            path = Path(folder) / name
            if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts):
                yield path


def _room(path: Path, root: Path) -> Path:
    *parts, name = path.relative_to(root).parts
    if (parts[0] if parts else name) in SPOKEN_AT_THE_TERMINAL:
        return root / TERMINAL
    if not parts:
        return root / SHELL
    depth = 2 if parts[0] in NESTED and len(parts) > 1 and parts[1] != "templates" else 1
    return root.joinpath(*parts[:depth])


def _extract(path: Path) -> Iterator[Word]:
    from babel.messages.extract import extract

    source = path.read_text(encoding="utf-8")
    try:
        if path.suffix != ".py":
            source = _template_as_python(source, path)
        found = list(extract("python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"}))
    except Exception as error:
        raise SourceError(f"{path}: {error}") from error
    for _line_number, message, _comments, context in found:
        text, plural = message if isinstance(message, tuple) else (message, None)
        if text:
            yield Word(context, text, plural, path)


def _template_as_python(source: str, path: Path) -> str:
    from django.utils.translation.template import templatize

    return f"(\n{templatize(source, origin=str(path))}\n)"


@cache
def _django_words() -> frozenset[Key]:
    home = Path(django.__file__).parent
    files = home.glob("**/locale/en/LC_MESSAGES/django.po")
    return frozenset(_key(entry) for file in files for entry in polib.pofile(str(file)))


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def _order(key: Key) -> tuple[str, str]:
    return key[1], key[0] or ""


def _said(entry: polib.POEntry) -> str:
    return repr(entry.msgstr or sorted(entry.msgstr_plural.items()))


def _entry(word: Word, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=word.context, msgid=word.text, msgid_plural=word.plural or "")
    if word.plural:
        entry.msgstr_plural = dict.fromkeys(range(FORMS[language]), "")
    return entry


def _agree_on_plural(entry: polib.POEntry, catalogue: Catalogue) -> None:
    word = catalogue.asked.get(_key(entry))
    if word and (word.plural or "") != entry.msgid_plural:
        fresh = _entry(word, catalogue.language)
        entry.msgid_plural, entry.msgstr, entry.msgstr_plural = fresh.msgid_plural, "", fresh.msgstr_plural


def _write(catalogue: Catalogue, entries: Iterable[polib.POEntry]) -> None:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": catalogue.language,
        "Plural-Forms": PLURALS[catalogue.language],
    }
    for entry in sorted(entries, key=lambda entry: _order(_key(entry))):
        entry.occurrences = []
        file.append(entry)
    if file:
        catalogue.path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.path.write_text(f"{str(file).rstrip()}\n", encoding="utf-8")
    else:
        catalogue.path.unlink(missing_ok=True)


def _faults(key: Key, entry: polib.POEntry, catalogue: Catalogue) -> Iterator[str]:
    word = catalogue.asked.get(key)
    if word is None and key not in catalogue.kept:
        yield "asked for by nobody"
        return
    if entry.fuzzy:
        yield "fuzzy"
    if word is not None and (word.plural or "") != entry.msgid_plural:
        yield "plural differs from the source"
        return
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.msgid_plural and len(forms) != FORMS[catalogue.language]:
        yield f"needs {FORMS[catalogue.language]} plural forms"
    if not all(forms):
        yield "empty"
        return
    allowed = [set(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural or entry.msgid)]
    if any(set(PLACEHOLDER.findall(form)) not in allowed for form in forms):
        yield "placeholders differ"
    if any(form[:1].isspace() != entry.msgid[:1].isspace() for form in forms):
        yield "starts with another space"


def _line(root: Path, catalogue: Catalogue, what: str, key: Key) -> str:
    context = f" ({key[0]})" if key[0] else ""
    word = catalogue.asked.get(key)
    seen = f", asked in {word.seen_in.relative_to(root.parent)}" if word and word.seen_in else ""
    return f"{catalogue.path.relative_to(root.parent)}: {what}: {key[1]!r}{context}{seen}"


def main(arguments: list[str]) -> int:
    """`update` or `check` the catalogues, or `compile` them; 1 when `check` finds a fault."""
    commands: dict[str, Callable[[], Sequence[object]]] = {
        "update": update,
        "check": check,
        "compile": compile_catalogues,
    }
    if len(arguments) != 1 or arguments[0] not in commands:
        sys.stderr.write(f"Say one of: {', '.join(commands)}\n")
        return 2
    try:
        lines = commands[arguments[0]]()
    except SourceError as error:
        sys.stderr.write(f"Cannot look for words in {error}\n")
        return 2
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if arguments[0] == "check" and lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
