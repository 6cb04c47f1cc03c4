"""Pages of the budget."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, language, page, perform, show, watched
from ortaq.stages.profile.actions import import_budget, record_budget
from ortaq.stages.profile.forms import BudgetChoiceForm, BudgetForm, SheetForm
from ortaq.stages.profile.layout import EXPENDITURE, INCOME, names
from ortaq.stages.profile.models import BudgetKind
from ortaq.stages.profile.pages.sheets import as_workbook
from ortaq.stages.profile.selectors.budget import amounts_by_column, budget_of
from ortaq.stages.profile.sheets import budget_template


@page("profile.read")
def budget(request: UnitRequest) -> HttpResponse:
    """The unit's own budget: what it lives on, and every line of every year."""
    found, this_year = budget_of(request.unit, language=language()), clock.today().year
    column = found.for_year(this_year)
    return show(
        request,
        "profile/budget.html",
        budget=found,
        column=column,
        classes=column.income_classes(language()) if column else [],
        series=[str(names()[code][language()]) for code in (INCOME, EXPENDITURE)],
        by_year=[(str(one.year), [one.income, one.expenditure]) for one in found.by_year],
        choice=BudgetChoiceForm(initial={"year": this_year}),
        may_record=allowed(request, "profile.record_budget"),
    )


@page("profile.record_budget")
def record(request: UnitRequest) -> HttpResponse:
    """Write the budget of one year and kind; `?year=2027&kind=adopted` says which."""
    choice = BudgetChoiceForm(request.GET)
    if not choice.is_valid():
        return redirect("profile:budget", unit=request.unit.slug)
    year, kind = choice.cleaned_data["year"], choice.cleaned_data["kind"]

    def build(sent: QueryDict | None) -> BudgetForm:
        known = amounts_by_column(request.unit).get((year, kind), {})
        return BudgetForm(sent, language=language(), initial=dict(known))

    form = watched(request, build)
    if request.method == "POST" and form.is_valid():
        written = perform(
            request, form, record_budget, unit=request.unit, year=year, kind=kind, amounts=form.amounts()
        )
        if written:
            return redirect("profile:budget", unit=request.unit.slug)
    return show(request, "profile/record_budget.html", form=form, year=year, kind=BudgetKind(kind).label)


@page("profile.record_budget")
def template(request: UnitRequest) -> HttpResponse:
    """A workbook to fill in: this year and the two after it, with what is known of them."""
    this_year = clock.today().year
    content = budget_template(
        years=range(this_year, this_year + 3), language=language(), known=amounts_by_column(request.unit)
    )
    return as_workbook(content, f"budget-{this_year}")


@page("profile.record_budget")
def sheet(request: UnitRequest) -> HttpResponse:
    """Send a filled-in workbook of the budget."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        report = perform(request, form, import_budget, unit=request.unit, upload=form.cleaned_data["file"])
        if report:
            return redirect("profile:report", unit=request.unit.slug, id=report.pk)
    return show(
        request,
        "profile/sheet.html",
        form=form,
        subject="budget",
        blank=reverse("profile:budget_template", args=[request.unit.slug]),
    )
