"""Pages on which a programme's people say what it is and record what happens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.pages import ProgrammeRequest, language, perform, programme_page, watched
from ortaq.programme import actions
from ortaq.programme.forms.describing import DescriptionForm, FactForm, IndicatorForm, OrganisationForm
from ortaq.programme.forms.recording import BudgetForm, SpentForm, SupportForm, ValueForm
from ortaq.programme.models import BudgetLine, Currency, Indicator, Organisation
from ortaq.programme.pages.asked import address, deed, profile_of, unit_names


@programme_page("programme.change")
def describe(request: ProgrammeRequest) -> HttpResponse:
    """Say what the programme is."""
    form = watched(request, lambda sent: DescriptionForm(sent, profile=profile_of(request)))
    return deed(
        request,
        form,
        actions.describe,
        heading=_("What the programme is"),
        back=address(request, "home"),
        programme=request.programme,
    )


@programme_page("programme.change")
def new_organisation(request: ProgrammeRequest) -> HttpResponse:
    """Name an organisation."""
    return deed(
        request,
        OrganisationForm(request.POST or None),
        actions.add_organisation,
        heading=_("Name an organisation"),
        back=address(request, "home"),
        programme=request.programme,
    )


@programme_page("programme.change")
def remove_organisation(request: ProgrammeRequest, id: UUID) -> HttpResponse:
    """Take an organisation out that was named by mistake."""
    found = get_object_or_404(Organisation, pk=id, programme=request.programme)
    given = {"programme": request.programme, "organisation": found}
    if request.method == "POST" and perform(request, None, actions.remove_organisation, **given):
        messages.success(request, _("The organisation is taken out."))
    return redirect(address(request, "home"))


@programme_page("programme.change")
def new_indicator(request: ProgrammeRequest) -> HttpResponse:
    """Say what else is measured."""
    return deed(
        request,
        IndicatorForm(request.POST or None, indicator=None, language=language()),
        actions.add_indicator,
        heading=_("New indicator"),
        back=address(request, "results"),
        programme=request.programme,
    )


@programme_page("programme.change")
def indicator(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Change an indicator."""
    found = get_object_or_404(Indicator, programme=request.programme, number=number)

    def build(sent: QueryDict | None) -> IndicatorForm:
        return IndicatorForm(sent, indicator=Indicator.objects.get(pk=found.pk), language=language())

    return deed(
        request,
        watched(request, build),
        actions.change_indicator,
        heading=_("Change the indicator"),
        back=address(request, "results"),
        indicator=found,
    )


@programme_page("programme.change")
def new_fact(request: ProgrammeRequest) -> HttpResponse:
    """Repeat what a public source says."""
    return deed(
        request,
        FactForm(request.POST or None, units=unit_names(request)),
        actions.state_fact,
        heading=_("What a public source says"),
        back=address(request, "results"),
        advice=_(
            "For what happened before the programme was kept here. It is shown with its source, not counted."
        ),
        programme=request.programme,
    )


@programme_page("programme.record_budget")
def new_budget_line(request: ProgrammeRequest) -> HttpResponse:
    """Plan a line of the budget."""
    profile = profile_of(request)
    if profile is None:
        messages.warning(request, _("Say first what the programme is: its years and its currency."))
        return redirect(address(request, "describe"))
    givers = {row: row.name.in_language(language()) for row in request.programme.organisations.order_by("number")}
    form = BudgetForm(request.POST or None, givers=givers, currency=_currency(profile.currency))
    return deed(
        request,
        form,
        actions.plan_budget,
        heading=_("New line of the budget"),
        back=address(request, "money"),
        programme=request.programme,
    )


@programme_page("programme.record_budget")
def spent(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Record what was spent on a line so far."""
    line = get_object_or_404(
        BudgetLine.objects.select_related("programme__profile"), programme=request.programme, number=number
    )
    currency = _currency(line.programme.profile.currency)

    def build(sent: QueryDict | None) -> SpentForm:
        stands = BudgetLine.objects.get(pk=line.pk)
        return SpentForm(sent, currency=currency, initial={"spent": stands.spent, "document": stands.document})

    form = watched(request, build)
    return deed(
        request,
        form,
        actions.record_spent,
        heading=_("Spent on “%(title)s”") % {"title": line.title.in_language(language())},
        back=address(request, "money"),
        line=line,
    )


def _currency(code: str) -> str:
    return str(Currency(code).label)


@programme_page("programme.record_support")
def new_entry(request: ProgrammeRequest) -> HttpResponse:
    """Write advice or training into the log."""
    form = SupportForm(request.POST or None, units=unit_names(request), initial={"on": clock.today()})
    return deed(
        request,
        form,
        actions.record_support,
        heading=_("Record advice or training"),
        back=address(request, "log"),
        button=_("Record"),
        programme=request.programme,
    )


@programme_page("programme.record_result")
def new_value(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Record what an indicator showed."""
    found = get_object_or_404(Indicator, programme=request.programme, number=number)
    return deed(
        request,
        ValueForm(request.POST or None, initial={"on": clock.today()}),
        actions.record_value,
        heading=_("Value of “%(title)s”") % {"title": found.title.in_language(language())},
        back=address(request, "results"),
        button=_("Record"),
        indicator=found,
    )
