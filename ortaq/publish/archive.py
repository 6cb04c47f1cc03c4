"""Office files are zip archives; these say nothing of the moment they were packed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(archive: bytes) -> bytes:
    """The same archive with every file dated 1 January 1980, the earliest a zip can say."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, EARLIEST), source.read(name), compress_type=ZIP_DEFLATED)
    return packed.getvalue()
