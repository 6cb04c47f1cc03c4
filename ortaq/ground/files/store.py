"""Taking in what people upload: nothing is trusted, everything is measured before it is opened."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from ortaq.ground.errors import Refused
from ortaq.ground.files.models import StoredFile
from ortaq.ground.places.models import Unit

LARGEST_PHOTO = 12 * 2**20
LARGEST_PHOTO_PIXELS = 24_000_000
LONGEST_SIDE = 1600
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")


def digest_of_file(file: IO[bytes] | File[Any]) -> str:
    """Return the SHA-256 of a file's content and leave it rewound to its start."""
    file.seek(0)
    found = hashlib.sha256()
    while chunk := file.read(2**16):
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def clean_photo(upload: File[Any]) -> bytes:
    """Return the photo as a small JPEG without hidden data.

    Raises Refused where it is too large (bytes or pixels, read from its header before anything is decoded),
    of another kind, or damaged.
    """
    if upload.size > LARGEST_PHOTO:
        raise Refused(_("The photo is larger than 12 MB. Take it again in a smaller size."), field="photo")
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(upload, formats=PHOTO_FORMATS)
            if image.width * image.height > LARGEST_PHOTO_PIXELS:
                raise Refused(
                    _("The photo has too many points (more than 24 million). Send a smaller one."),
                    field="photo",
                )
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise Refused(
            _("This file could not be read as a photo. Send a JPEG, PNG or WebP picture."), field="photo"
        ) from error
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()


def store_photo(*, unit: Unit, upload: File[Any]) -> StoredFile:
    """Clean a photo and keep it once within the unit. Called inside an action's transaction."""
    content = clean_photo(upload)
    sha256 = hashlib.sha256(content).hexdigest()
    known = StoredFile.objects.filter(unit=unit, sha256=sha256).first()
    if known is not None:
        return known
    stored = StoredFile(unit=unit, sha256=sha256, media_type="image/jpeg", size=len(content))
    stored.path.save(f"{unit.id.hex}/{sha256[:2]}/{sha256}.jpg", ContentFile(content), save=False)
    stored.save(force_insert=True)
    return stored
