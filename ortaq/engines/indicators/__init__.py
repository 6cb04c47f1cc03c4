"""How far an indicator has come from its baseline to its target: up or down, above zero or below it.

>>> share_of_way(baseline=Decimal(-12), target=Decimal(8), value=Decimal(-2))
Decimal('0.5')
>>> is_reached(baseline=Decimal(40), target=Decimal(10), value=Decimal(7))
True
"""

from decimal import Decimal


def share_of_way(*, baseline: Decimal, target: Decimal, value: Decimal) -> Decimal | None:
    """Return which part of the way from the baseline to the target a value has gone.

    0 at the baseline, 1 at the target, above 1 beyond it, below 0 where the value moved the other way. None
    where baseline and target are equal: the level shall be kept, so there is no way to go.
    """
    if baseline == target:
        return None
    return (value - baseline) / (target - baseline)


def is_reached(*, baseline: Decimal | None, target: Decimal, value: Decimal) -> bool:
    """Whether a value reaches its target: from below where it should grow, from above where it should fall.

    A target equal to its baseline is reached while the value stays there. Without a baseline the value should
    grow.
    """
    if baseline == target:
        return value == target
    should_fall = baseline is not None and target < baseline
    return value <= target if should_fall else value >= target
