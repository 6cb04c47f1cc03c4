"""Fields in which people give photos."""

from __future__ import annotations

from typing import Any

from django import forms


class PhotosInput(forms.ClearableFileInput):
    """An input that takes several photos at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several uploaded photos, as a list."""

    widget = PhotosInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of uploads; each is checked as one file is."""
        uploads = data if isinstance(data, list | tuple) else [data]
        return [super(PhotosField, self).clean(upload, initial) for upload in uploads if upload]
