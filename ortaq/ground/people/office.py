"""Pages of a unit's people: who holds which role, appointing and dismissing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, show
from ortaq.ground.people import actions, selectors
from ortaq.ground.people.forms import AppointForm, ReasonForm
from ortaq.ground.people.models import Appointment
from ortaq.ground.people.recovery import one_time_password
from ortaq.ground.people.roles import Role


@page("people.read")
def people(request: UnitRequest) -> HttpResponse:
    """The people of the unit with their roles and terms."""
    held = selectors.people_of(request.unit, on=clock.today())
    return show(
        request,
        "people/office.html",
        present=[one for one in held if one.state != "past"],
        past=[one for one in held if one.state == "past"],
        may_appoint=allowed(request, "people.appoint"),
        may_dismiss=allowed(request, "people.dismiss"),
        may_renew=allowed(request, "people.renew_password"),
    )


@never_cache
@page("people.appoint")
def appoint(request: UnitRequest) -> HttpResponse:
    """Give somebody a role; a new account's one-time password is shown once."""
    form = AppointForm(
        request.POST or None, initial={"role": Role.CLERK, "since": clock.today(), "language": language()}
    )
    password = one_time_password()
    if appointment := carry_out(request, form, actions.appoint, unit=request.unit, password=password):
        return _appointed(request, appointment, password)
    return show(request, "people/appoint.html", form=form)


def _appointed(request: UnitRequest, appointment: Appointment, password: str) -> HttpResponse:
    if appointment.account.check_password(password):
        return show(request, "people/one_time_password.html", account=appointment.account, password=password)
    if appointment.account.must_change_password:
        messages.warning(
            request,
            _("The role is given. The one-time password was shown before; if nobody wrote it down, give another."),
        )
    else:
        messages.success(request, _("The role is given."))
    return redirect("people:office", unit=request.unit.slug)


@page("people.dismiss")
def dismiss(request: UnitRequest, id: UUID) -> HttpResponse:
    """End an appointment, with a reason."""
    appointment = _appointment(request, id)
    form = ReasonForm(request.POST or None)
    if carry_out(request, form, actions.dismiss, appointment=appointment):
        messages.success(request, _("The appointment has ended."))
        return redirect("people:office", unit=request.unit.slug)
    return show(request, "people/dismiss.html", form=form, appointment=appointment)


@never_cache
@page("people.renew_password")
def renew_password(request: UnitRequest, id: UUID) -> HttpResponse:
    """Give somebody who forgot their password a one-time password, shown once."""
    appointment = _appointment(request, id)
    form = DeedForm(request.POST or None)
    password = one_time_password()
    if done := carry_out(request, form, actions.renew_password, appointment=appointment, password=password):
        return _appointed(request, done, password)
    return show(request, "people/renew_password.html", form=form, appointment=appointment)


def _appointment(request: UnitRequest, id: UUID) -> Appointment:
    return get_object_or_404(Appointment.objects.select_related("account"), pk=id, unit=request.unit)
