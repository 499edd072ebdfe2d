"""Packed bytes → the bytes of the document in them: gzip, and ZIP with one file.

What the bytes begin with decides. No more is unpacked than the limit lets through: a few kilobytes can stand for a
terabyte.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from kg.errors import UnreadableDocument

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")  # in what is a document or program of its own
_FURNITURE = ("__MACOSX/", ".DS_Store")
_SHOWN = 5  # members that an error names


def unpack(data: bytes, name: str, limit: int) -> bytes:
    r"""The bytes of a document that may be packed; `data` itself when it is not.

    Args:
        data: the bytes of the file.
        name: what to call it in errors.
        limit: the most bytes that there may be, packed and unpacked.

    Raises:
        UnreadableDocument: when there are more, the archive is damaged, or it holds no file, several, or one that needs
            a password.

    >>> unpack(gzip.compress(b"# Papers\n"), "list.md.gz", 100)
    b'# Papers\n'
    """
    if len(data) <= limit and data.startswith((_GZIP, _ZIP)):
        data = _unpacked(data, name, limit)
    if len(data) > limit:
        raise too_large(name, limit)
    return data


def too_large(name: str, limit: int, size: int | None = None) -> UnreadableDocument:
    """The error for a document of `size` bytes, or of more than `limit` when nobody counted them."""
    has = f"has {size / 1e6:.1f} MB" if size else "is too large"
    return UnreadableDocument(
        f"{has}; the limit is {limit / 1e6:g} MB", where=name, hint="raise the limit, or split the document"
    )


def _unpacked(data: bytes, name: str, limit: int) -> bytes:
    """At most one byte more than the limit of what is packed in `data`."""
    packed = io.BytesIO(data)
    try:
        if data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=packed) as file:
                return file.read(limit + 1)
        with zipfile.ZipFile(packed) as archive:
            if any(member in _OFFICE for member in archive.namelist()):
                return data  # whoever decodes it says what it is
            with archive.open(_only_member(archive, name)) as member:
                return member.read(limit + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, OverflowError) as error:
        problem = f"the archive is damaged or cut short: {error}"
        raise UnreadableDocument(problem, where=name, hint="fetch or pack it again") from None
    except (RuntimeError, NotImplementedError) as error:  # a password, a method that Python does not know
        raise UnreadableDocument(f"cannot be unpacked: {error}", where=name, hint="unpack it first") from None


def _only_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith(_FURNITURE[0])
        if member.filename.rpartition("/")[2] != _FURNITURE[1]
    ]
    if len(members) == 1:
        return members[0]
    shown = ", ".join(member.filename for member in members[:_SHOWN])
    more = f" and {len(members) - _SHOWN} more" if len(members) > _SHOWN else ""
    problem = f"the archive holds {len(members)} files: {shown}{more}" if members else "the archive holds no file"
    raise UnreadableDocument(problem, where=name, hint="unpack it, and name the files or their folder")
