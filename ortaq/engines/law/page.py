"""The page of legal parameters in the project's documentation, written from the data."""

from collections.abc import Iterable
from fractions import Fraction

from .parameters import TOPICS, Parameter, every_version, read_toml
from .values import Band, Bands, Names, Words
from .workdays import Holiday, fixed_holidays

INTRODUCTION = """# Legal parameters

Ortaq computes notice, quorum, majorities, protocols and seats from the parameters below. They are data with
dates (`ortaq/engines/law/data/`), not code: a new act adds a version, and a unit's own decision of its
maslikhat overrides a national value. **No lawyer has verified a value that says «no» in the last column**,
and every page that uses one says so too. This page is written by `python -m ortaq.engines.law`; do not edit
it by hand.

The article is that of Law No. 148 (paragraph in brackets, then the sub-paragraph); after a semicolon, the
paragraph of the order. Where only the article stands, the paragraph is not known yet. The first date is the
day from which Ortaq applies the value.
"""
TITLES = {
    "separate_gathering": "Separate gathering · бөлек жиын · раздельный сход",
    "gathering": "Community gathering · жергілікті қоғамдастық жиыны · сход местного сообщества",
    "assembly": "Community assembly · жергілікті қоғамдастық жиналысы · собрание местного сообщества",
    "assembly_size": "Composition of the assembly · жиналыс құрамы · состав собрания",
    "answers": "Answers to residents · тұрғындарға жауап · ответы жителям",
    "grants": "Small grants · шағын гранттар · малые гранты",
}
HEAD = "| parameter | what it is | value | act and article | in force | verified |\n|---|---|---|---|---|---|"
HOLIDAY_HEAD = "| days | holiday | in force | weekend day moves |\n|---|---|---|---|"


def law_page() -> str:
    """The whole page as Markdown, ending with a line break.

    >>> law_page().splitlines()[0]
    '# Legal parameters'
    """
    everything = [version for versions in every_version().values() for version in versions]
    parts = [INTRODUCTION]
    for topic in TOPICS:
        rows = (_row(version) for version in everything if version.id.startswith(f"{topic}."))
        parts.append(_section(title=TITLES[topic], head=HEAD, rows=rows))
    parts.append(_holidays())
    parts.append(_questions(everything))
    return "\n".join(parts)


def _section(*, title: str, head: str, rows: Iterable[str]) -> str:
    return "\n".join([f"## {title}", "", head, *rows, ""])


def _row(version: Parameter) -> str:
    title = version.act.title.en
    act = f"[{title}]({version.act.url})" if version.act.url else title
    cells = [
        f"`{version.id}`",
        _in_three(version.label),
        _value(version),
        f"{act}, {version.article}" if version.article else act,
        _period(version),
        "yes" if version.verified else "no",
    ]
    return f"| {' | '.join(cells)} |"


def _in_three(words: Words) -> str:
    return f"{words.en}<br>{words.kk}<br>{words.ru}"


def _value(version: Parameter) -> str:
    unit = version.unit.replace("_", " ")
    match version.value:
        case None:
            return f"each unit enters its own ({unit})"
        case Bands() as bands:
            return "<br>".join(_band(band) for band in bands)
        case Names() as names:
            return ", ".join(name.replace("_", " ") for name in names)
        case str() as rule:
            return rule.replace("_", " ")
        case Fraction() as share:
            return f"{share} ({unit})"
        case whole:
            return f"{whole} ({unit})"


def _band(band: Band) -> str:
    people = (
        f"from {band.population_from:,} people"
        if band.population_to is None
        else f"{band.population_from:,}–{band.population_to:,} people"
    )
    return f"{people}: {band.seats_min}–{band.seats_max} seats"


def _period(row: Parameter | Holiday) -> str:
    end = "" if row.valid_to is None else f" to {row.valid_to.isoformat()}"
    return f"{row.valid_from.isoformat()}{end}"


def _holidays() -> str:
    act = read_toml("acts")[read_toml("holidays")["act"]]["en"]
    section = _section(
        title="Public holidays · мерекелер · праздники",
        head=HOLIDAY_HEAD,
        rows=(_holiday(holiday) for holiday in fixed_holidays()),
    )
    return f"{section}\n{act}; not verified. Құрбан айт and days moved by decree are entered by hand.\n"


def _holiday(holiday: Holiday) -> str:
    days = ", ".join(f"{day:02}.{month:02}" for month, day in holiday.days)
    return f"| {days} | {_in_three(holiday.label)} | {_period(holiday)} | {'yes' if holiday.moves else 'no'} |"


def _questions(versions: Iterable[Parameter]) -> str:
    asked = [(version.id, version.question) for version in versions if version.question]
    asked.append(("holidays", read_toml("holidays")["question"]))
    return "\n".join(["## Questions for a lawyer", "", *(f"- `{id}`: {question}" for id, question in asked), ""])
