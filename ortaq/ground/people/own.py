"""Pages of one's own account: signing in and out, name, language, password."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from ortaq.ground import clock
from ortaq.ground.pages import actor_of, carry_out, show
from ortaq.ground.people import actions, example, selectors, throttle
from ortaq.ground.people.forms import OwnAccountForm, OwnPasswordForm, SignInForm
from ortaq.ground.people.models import Account

SECRET = "password"  # noqa: S105 - what the throttle counts, no password


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password. After ten wrong ones from one place the door stays shut for ten minutes."""
    if request.user.is_authenticated:
        return redirect(_after(request, request.user))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = _tried(request, form.cleaned_data["username"])
        if throttle.is_shut(now=clock.now(), **tried):
            return render(request, "429.html", status=429)
        data = form.cleaned_data
        account = authenticate(request, username=data["username"], password=data["password"])
        if isinstance(account, Account):
            login(request, account)
            return redirect(_after(request, account))
        throttle.record_failure(now=clock.now(), **tried)
        form.add_error(
            None,
            _("The sign-in name or the password is not right. Check the keyboard's language and capital letters."),
        )
    visitors = example.visitors(on=clock.today())
    return show(
        request,
        "people/sign_in.html",
        form=form,
        next=request.POST.get("next") or request.GET.get("next", ""),
        visitors=visitors,
        example_password=example.PASSWORD if visitors else "",
    )


def _tried(request: HttpRequest, username: str) -> dict[str, str]:
    place = request.META.get("REMOTE_ADDR", "")
    return {"what": SECRET, "subject": f"{username.lower()} {place}", "place": place}


def _after(request: HttpRequest, account: Account) -> str:
    """Return where somebody who has signed in goes on, in their own language."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        address = urlsplit(wanted)._replace(scheme="", netloc="").geturl()
        with override(get_language_from_path(address) or get_language()):
            return translate_url(address, account.language)
    unit = selectors.only_unit_of(account, on=clock.today())
    return localized("cycle:way", account.language, unit=unit) if unit else localized("front", account.language)


def localized(name: str, language: str, **arguments: str) -> str:
    """Return the address of a page in a language."""
    with override(language):
        return reverse(name, kwargs=arguments)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on this device."""
    logout(request)
    messages.success(request, _("You have signed out."))
    return redirect("front")


@login_required
def own_account(request: HttpRequest) -> HttpResponse:
    """Show one's roles and change one's name and language."""
    account = _account(request)
    form = OwnAccountForm(request.POST or None, initial={"name": account.name, "language": account.language})
    if changed := carry_out(request, form, actions.change_own_account, account=account):
        with override(changed.language):
            messages.success(request, _("Saved."))
        return redirect(localized("people:own_account", changed.language))
    held = selectors.roles_of(account, on=clock.today())
    return show(request, "people/own_account.html", form=form, held=held)


@login_required
@sensitive_post_parameters()
def own_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; other devices are signed out by it."""
    account = _account(request)
    form = OwnPasswordForm(request.POST or None, account=account)
    if changed := carry_out(request, form, actions.change_own_password, account=account):
        if changed.check_password(form.cleaned_data["password"]):
            update_session_auth_hash(request, changed)
            messages.success(request, _("Your password is changed. Other devices have to sign in again."))
            return redirect("people:own_account")
        form.add_error(None, _("This form was sent before. Open the page again to change the password."))
    return show(request, "people/own_password.html", form=form, forced=account.must_change_password)


def _account(request: HttpRequest) -> Account:
    account = actor_of(request).account
    assert account is not None, "login_required lets accounts in only"  # noqa: S101
    return Account.objects.get(pk=account.pk)
