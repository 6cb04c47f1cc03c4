"""Photos: cleaned of what they hide, measured before they are opened, shown when the need is."""

import io
import struct
import zlib

import pytest
from PIL import Image

from ortaq.ground.files.models import StoredFile
from ortaq.stages.needs import actions
from ortaq.stages.needs.models import Need
from ortaq.stages.needs.tests.conftest import client_of, picture

pytestmark = pytest.mark.django_db
SAY = "/kk/mysal/needs/say/"


@pytest.fixture
def send(client, cycle, settlement, photos, at):
    """Send a need with a photo through the page."""

    def post(file):
        return client.post(SAY, {"text": "Көпір құлады", "settlement": str(settlement.pk), "photo": file})

    return post


def test_a_photo_loses_what_the_phone_hid_in_it(send, photos):
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    assert send(picture(exif=exif)).status_code == 302
    stored = StoredFile.objects.get()
    content = stored.path.open("rb").read()
    assert b"SecretPhone" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    assert stored.media_type == "image/jpeg"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_of_photo_are_taken_and_made_smaller(send, kind):
    assert send(picture(kind, (2400, 600))).status_code == 302
    assert max(Image.open(StoredFile.objects.get().path.open("rb")).size) == 1600


def png_of(width: int, height: int) -> io.BytesIO:
    """Return the header of a PNG of that size and no picture behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
    file = io.BytesIO(content)
    file.name = "bomb.png"
    return file


def named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (png_of(6000, 5000), "24 миллионнан астам"),
        (png_of(60_000, 60_000), "сурет ретінде оқу мүмкін болмады"),
        (named(b"<svg onload='alert(1)'/>", "a.jpg"), "сурет ретінде оқу мүмкін болмады"),
        (named(picture().getvalue()[:300], "cut.jpg"), "сурет ретінде оқу мүмкін болмады"),
        (named(b"GIF89a" + b"\0" * 40, "a.gif"), "сурет ретінде оқу мүмкін болмады"),
        (named(picture().getvalue() + b"\0" * (12 * 2**20), "big.jpg"), "12 МБ-тан үлкен"),
    ],
    ids=["pixels", "bomb", "not a photo", "cut", "another kind", "over 12 MB"],
)
def test_what_is_no_photo_or_too_large_is_refused_in_words(send, photos, file, sentence):
    file.seek(0)
    answer = send(file)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Need.objects.exists()
    assert not [path for path in photos.rglob("*") if path.is_file()]


def test_everybody_sees_a_photo_once_the_need_is_published(send, client, clerk, other_unit, actor, now):
    send(picture())
    need = Need.objects.get()
    address = f"/photos/{need.photo_id}.jpg"
    assert client.get(address).status_code == 404
    assert client_of(clerk).get(address).status_code == 200
    assert client_of(actor(other_unit, "clerk")).get(address).status_code == 404
    actions.publish_need(by=clerk, need=need, theme="roads", now=now)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
