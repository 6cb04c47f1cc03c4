"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DateField, DeedForm, add_bilingual, require_one_language
from ortaq.ground.people.actions import UNIT_ROLES
from ortaq.ground.people.models import Account, InterfaceLanguage
from ortaq.ground.people.opening import settlements_from_lines
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import UnitKind

PASSWORD_HELP = _("At least ten characters, and not only figures. Three words that you will remember are good.")


def username_field(**options: Any) -> forms.CharField:
    """Return the field of a sign-in name."""
    return forms.CharField(
        label=_("Sign-in name"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        **options,
    )


def password_field(label: Any, *, new: bool = False, **options: Any) -> forms.CharField:
    """Return the field of a password, as a password manager understands it."""
    purpose = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": purpose}),
        **options,
    )


class SignInForm(DeedForm):
    """Who signs in."""

    username = username_field()
    password = password_field(_("Password"))


class OwnAccountForm(DeedForm):
    """One's own name and language."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language of the pages after signing in"),
        choices=InterfaceLanguage.choices,
        widget=forms.RadioSelect,
    )


class OwnPasswordForm(DeedForm):
    """One's own new password."""

    current = password_field(_("Password until now"))
    password = password_field(_("New password"), new=True, help_text=PASSWORD_HELP)
    again = password_field(_("New password once more"), new=True)

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_current(self) -> str:
        """Return the present password, which proves that the account's owner sits here."""
        current: str = self.cleaned_data["current"]
        if not self.account.check_password(current):
            raise ValidationError(_("This is not the password you signed in with."))
        return current

    def clean_password(self) -> str:
        """Return a password that is not easy to guess."""
        password: str = self.cleaned_data["password"]
        if self.account.check_password(password):
            raise ValidationError(_("Choose another password than the one until now."))
        password_validation.validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        """Check that the same was written twice."""
        data = self.cleaned_data
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", _("The two new passwords differ. Write the same one twice."))
        return data

    def given(self) -> dict[str, Any]:
        """Return the new password; the other two fields have done their work."""
        return {"password": self.cleaned_data["password"]}


class AppointForm(DeedForm):
    """Who gets which role in the unit."""

    username = username_field(
        help_text=_("Latin letters and figures, for example aigul. A name that is not taken makes a new account."),
        validators=[ASCIIUsernameValidator()],
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Only for a new account: surname and given name."),
    )
    role = forms.TypedChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in UNIT_ROLES], coerce=Role
    )
    language = forms.ChoiceField(label=_("Language"), choices=InterfaceLanguage.choices, widget=forms.RadioSelect)
    since = DateField(label=_("From which day"))


class ReasonForm(DeedForm):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody can read this in the journal of decisions.")
    )


class OpenOfficeForm(DeedForm):
    """Everything that an office needs to start."""

    kind = forms.ChoiceField(label=_("What kind of place is it?"), choices=UnitKind.choices)
    settlements = forms.CharField(
        label=_("Settlements"),
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One on each line, far ones and winter camps too. Both languages with a slash: Көктал / Коктал"
        ),
    )
    akim_name = forms.CharField(label=_("Name of the akim"), max_length=120)
    username = username_field(
        help_text=_("Latin letters and figures, for example akim."), validators=[ASCIIUsernameValidator()]
    )
    password = password_field(_("Password"), new=True, help_text=PASSWORD_HELP)
    order = ["deed", "kind", "name", "district", "oblast", "settlements", "akim_name", "username", "password"]

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language = language
        add_bilingual(self, "name", label=_("Name of the place"))
        add_bilingual(self, "district", label=_("District"))
        add_bilingual(self, "oblast", label=_("Oblast"))
        self.order_fields(
            [
                field
                for name in self.order
                for field in ([name] if name in self.fields else [f"{name}_kk", f"{name}_ru"])
            ]
        )

    def clean_settlements(self) -> Any:
        """Return the settlements as bilingual texts."""
        return settlements_from_lines(self.cleaned_data["settlements"], language=self.language)

    def clean_password(self) -> str:
        """Return a password that is not easy to guess."""
        password: str = self.cleaned_data["password"]
        account = Account(username=self.data.get("username", ""), name=self.data.get("akim_name", ""))
        password_validation.validate_password(password, account)
        return password

    def clean(self) -> dict[str, Any]:
        """Check that each name is given in one language at least."""
        for name in ("name", "district", "oblast"):
            require_one_language(self, name)
        return self.cleaned_data
