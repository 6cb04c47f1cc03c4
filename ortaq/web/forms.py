"""How every form looks: one template for the form, one for the field, readable by eye and by ear."""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.RadioSelect, "choices"),  # Django's CheckboxSelectMultiple is one of these
    (forms.CheckboxInput, "tick"),
    (forms.FileInput, "file"),
    (forms.Textarea, "long"),
)


class OrtaqBoundField(BoundField):
    """A field of a form that knows its CSS class and where a link from the error summary leads."""

    @property
    def kind(self) -> str:
        """`choices`, `tick`, `file`, `long` or `line`."""
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "line")

    @property
    def first_input_id(self) -> str:
        """The id of the first input; a group of inputs has none of its own."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(self, attrs, widget=None):
        """Django's attributes without `aria-invalid` on radio buttons, where ARIA does not allow it."""
        built = super().build_widget_attrs(attrs, widget)
        if isinstance(widget or self.field.widget, forms.RadioSelect):
            built.pop("aria-invalid", None)
        return built


class OrtaqRenderer(DjangoTemplates):
    """The setting `FORM_RENDERER`."""

    form_template_name = "form.html"
    formset_template_name = "formset.html"
    field_template_name = "field.html"
    bound_field_class = OrtaqBoundField
