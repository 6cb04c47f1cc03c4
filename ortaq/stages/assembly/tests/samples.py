"""A frozen plan for the assembly to agree."""

import datetime
from hashlib import sha256

from ortaq.stages.plan.models import Origin, Plan, PlanLine, PlanVersion, VersionLine


def freeze(cycle, *, closed_at, number=1, content='{"lines":[]}'):
    """Return a version of the cycle's plan with one line, frozen at a moment."""
    plan, _made = Plan.objects.get_or_create(
        cycle=cycle, defaults={"unit": cycle.unit, "made_at": closed_at - datetime.timedelta(days=1)}
    )
    line, _made = PlanLine.objects.get_or_create(
        plan=plan, number=1, defaults={"unit": cycle.unit, "origin": Origin.DUTY, "cost": 100, "title_kk": "Құдық"}
    )
    version = PlanVersion.objects.create(
        unit=cycle.unit,
        plan=plan,
        number=number,
        content=content,
        sha256=sha256(content.encode()).hexdigest(),
        closed_at=closed_at,
    )
    VersionLine.objects.create(version=version, line=line)
    return version
