"""Pages of a programme's people: who holds which role, appointing and dismissing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ortaq.ground import clock
from ortaq.ground.pages import ProgrammeRequest, allowed, language, perform, programme_page, show
from ortaq.ground.people.forms import ReasonForm
from ortaq.ground.people.models import Appointment
from ortaq.ground.people.recovery import one_time_password
from ortaq.ground.people.roles import Role
from ortaq.ground.people.selectors import people_of
from ortaq.programme import actions
from ortaq.programme.forms.people import ProgrammeAppointForm
from ortaq.programme.pages.asked import address, deed, reading


@programme_page("programme.read_inside")
def people(request: ProgrammeRequest) -> HttpResponse:
    """The people of the programme with their roles and terms."""
    return reading(
        request,
        "programme/people_list.html",
        "people",
        held=people_of(request.programme, on=clock.today()),
        may_appoint=allowed(request, "programme.appoint"),
        may_dismiss=allowed(request, "programme.dismiss"),
    )


@never_cache
@programme_page("programme.appoint")
def appoint(request: ProgrammeRequest) -> HttpResponse:
    """Give somebody a role; a new account's one-time password is shown once."""
    first = {"role": Role.ADVISER, "since": clock.today(), "language": language()}
    form, password = ProgrammeAppointForm(request.POST or None, initial=first), one_time_password()
    back = address(request, "people")
    if request.method == "POST" and form.is_valid():
        given = form.given() | {"programme": request.programme, "password": password}
        made = perform(request, form, actions.appoint, **given)
        if made and made.account.check_password(password):
            return show(request, "programme/password.html", account=made.account, password=password, back=back)
        if made:
            messages.success(request, _("The role is given."))
            return redirect(back)
    heading = _("Give somebody a role")
    return show(request, "programme/form.html", form=form, heading=heading, button=heading, back=back)


@programme_page("programme.dismiss")
def dismiss(request: ProgrammeRequest, id: UUID) -> HttpResponse:
    """End a role, with a reason."""
    found = get_object_or_404(Appointment.objects.select_related("account"), pk=id, programme=request.programme)
    return deed(
        request,
        ReasonForm(request.POST or None),
        actions.dismiss,
        heading=_("End the role"),
        back=address(request, "people"),
        advice=f"{found.account.name}, {Role(found.role).label}",
        button=_("End the role"),
        appointment=found,
    )
