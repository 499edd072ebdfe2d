"""Bytes → text, without changing a character of it.

A byte order mark decides; without one, bytes that are valid UTF-8 are UTF-8 (chance makes almost no other text valid);
the rest is taken as Windows-1252 and marked as a guess. Statistical detectors are not used: on short documents with
few accents they name a wrong code page more often than not.
"""

from __future__ import annotations

import codecs

from kg.errors import UnreadableDocument
from kg.model import Encoding

_MARKS = (  # UTF-32 before UTF-16: the mark of the one begins with the mark of the other
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file", "convert it first, e.g. with pdftotext or pdftohtml"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)", "unpack it, or save the document as HTML or text"),
    (b"\x1f\x8b", "gzip-compressed", "unpack it first"),
    (b"\x89PNG", "a PNG image", "only texts can be read"),
    (b"\xff\xd8\xff", "a JPEG image", "only texts can be read"),
    (b"GIF8", "a GIF image", "only texts can be read"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind", "save it as HTML or text"),
    (b"{\\rtf", "a Rich Text document", "save it as HTML or text"),
    (b"SQLite format 3", "an SQLite database", "only texts can be read"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\f\r\x1b")) + b"\x7f"
_BINARY_SHARE = 0.01  # of control bytes; texts that went through broken tools hold a few, executables and images > 5 %
_BINARY_HINT = "if it is text, name its encoding with --encoding, e.g. utf-16-le"


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, Encoding]:
    r"""Decode a document.

    Args:
        data: the bytes of the document.
        name: what to call it in errors.
        encoding: a Python codec name that the user gave; None to find out.

    Returns:
        The text, without a byte order mark and otherwise unchanged, and how it was decoded.

    Raises:
        UnreadableDocument: when the bytes are not text, not valid in their encoding, or nothing but white space.

    >>> decode(b"Caf\xe9", "menu.txt")
    ('Café', Encoding(name='cp1252', certain=False))
    """
    if encoding is not None:
        text, found = _decode_as(data, name, encoding)
    else:
        text, found = _decode_unknown(data, name)
    if not text.strip():
        raise UnreadableDocument("the document is empty", where=name, hint="leave it out, or check how it was saved")
    return text, found


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, Encoding]:
    """Decode with the encoding that the user named."""
    try:
        codec = codecs.lookup(encoding)
        text = data.decode(encoding)
    except LookupError:
        hint = "use the name of a text encoding, e.g. utf-8, cp1252, latin-1, utf-16, shift_jis, gb18030"
        raise UnreadableDocument(f"there is no text encoding {encoding!r}", where=name, hint=hint) from None
    except ValueError as error:
        raise UnreadableDocument(f"not valid {encoding}: {error}", where=name, hint="try another --encoding") from None
    return text.removeprefix("\ufeff"), Encoding(codec.name, True)


def _decode_unknown(data: bytes, name: str) -> tuple[str, Encoding]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name, encoding)
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), Encoding("utf-8", True)
    except UnicodeDecodeError as error:
        try:
            return data.decode("cp1252"), Encoding("cp1252", False)
        except UnicodeDecodeError:
            problem = f"neither UTF-8 (byte {error.start} is not) nor Windows-1252"
            raise UnreadableDocument(problem, where=name, hint="name its encoding with --encoding") from None


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(f"this is {what}, not text", where=name, hint=hint)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(4, len(data) * _BINARY_SHARE):
        raise UnreadableDocument("this is binary data, not text", where=name, hint=_BINARY_HINT)
