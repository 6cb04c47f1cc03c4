"""What the protocol of a meeting still lacks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from .kinds import rule_for
from .parameters import Override, Parameter, value_of
from .values import Names

ProtocolCode: TypeAlias = Literal["complete", "incomplete", "no_value", "no_rule"]


@dataclass(frozen=True)
class ProtocolFinding:
    """Required fields that are missing, in the order in which a protocol is written, and the parameter used.

    `no_value`: the law may ask for fields that our data do not know; `no_rule`: it asks nothing.
    """

    code: ProtocolCode
    missing: tuple[str, ...]
    used: tuple[Parameter, ...]


def protocol_gaps(
    *, kind: str, fields: Mapping[str, object], on: date, overrides: Collection[Override] = ()
) -> ProtocolFinding:
    """The required fields that `fields` does not state.

    A field is stated by any value but None, False, a blank text or an empty collection; a count of 0 is
    stated, and then so is the list of names that goes with it (`invited_count` = 0, `invited_names` empty).

    >>> day = date(2027, 3, 1)
    >>> found = protocol_gaps(kind="separate_gathering", fields={"held_on": day}, on=day)
    >>> found.code, found.missing[:2]
    ('incomplete', ('place', 'entitled_count'))
    """
    rule = rule_for(kind=kind, topic="protocol", on=on, overrides=overrides)
    if rule is None:
        return ProtocolFinding(code="no_rule", missing=(), used=())
    if rule.value is None:
        return ProtocolFinding(code="no_value", missing=(), used=(rule,))
    missing = tuple(name for name in value_of(rule, Names) if not _stated(name, fields))
    return ProtocolFinding(code="incomplete" if missing else "complete", missing=missing, used=(rule,))


def _stated(name: str, fields: Mapping[str, object]) -> bool:
    value = fields.get(name)
    if isinstance(value, str):
        return bool(value.strip())
    if name.endswith("_names") and not value:
        count = fields.get(name.removesuffix("_names") + "_count")
        return isinstance(count, int) and not isinstance(count, bool) and count == 0
    if isinstance(value, int) and not isinstance(value, bool):
        return True
    return bool(value)
