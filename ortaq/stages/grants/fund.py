"""The money of a call: what is promised, what is paid, what is left. Exact, in tiyn."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from ortaq.stages.grants.models import Application, ApplicationState, Call, Decision, Outcome, Tranche


@dataclass(frozen=True)
class Fund:
    """Tiyn. `committed` is what the call owes or has paid; a contract that ended early owes nothing more."""

    whole: int
    committed: int
    paid: int

    @property
    def left(self) -> int:
        """What can still be granted."""
        return self.whole - self.committed


def committed(call: Call) -> int:
    """Return what the selected applications of a call take from its fund. Three queries."""
    return _committed(call.applications.all())


def fund_of(call: Call, files: QuerySet[Application] | None = None) -> Fund:
    """Return the money of a call; of these files alone where somebody may not see all. Four queries."""
    chosen = call.applications.all() if files is None else files.filter(call=call)
    paid = Tranche.objects.filter(contract__application__in=chosen.order_by(), paid_on__isnull=False)
    return Fund(call.fund or 0, _committed(chosen), paid.aggregate(sum=Sum("amount"))["sum"] or 0)


def _committed(files: QuerySet[Application]) -> int:
    selected = files.order_by().filter(state=ApplicationState.SELECTED)
    decided = Decision.objects.filter(
        outcome=Outcome.SELECTED, application__in=selected.filter(contract__isnull=True)
    )
    running = selected.filter(contract__ended_on__isnull=True)
    ended = Tranche.objects.filter(contract__application__in=selected.filter(contract__ended_on__isnull=False))
    return sum(
        total or 0
        for total in (
            decided.aggregate(sum=Sum("grant"))["sum"],
            running.aggregate(sum=Sum("contract__grant"))["sum"],
            ended.filter(paid_on__isnull=False).aggregate(sum=Sum("amount"))["sum"],
        )
    )
