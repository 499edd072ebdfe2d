"""Bytes → text: what decides, what stays as it is, what is refused and with which words."""

from __future__ import annotations

import codecs
import hashlib

import pytest

from kg.errors import UnreadableDocument
from kg.model import Encoding
from kg.readers import read
from kg.readers.decoding import decode

WORDS = "Gabrié — naïve\u2028line\r\nnext\rlast\xa0one"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_proves_an_encoding(mark: bytes, encoding: str) -> None:
    assert decode(mark + WORDS.encode(encoding), "x") == (WORDS, Encoding(encoding, True))


def test_windows_1252_is_a_guess() -> None:
    assert decode("Gabrié – “x”".encode("cp1252"), "x") == ("Gabrié – “x”", Encoding("cp1252", False))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1", "shift_jis", "UTF8"])
def test_what_the_user_says_counts(encoding: str) -> None:
    text, found = decode("Paper one\r\n".encode(encoding), "x", encoding)
    assert text == "Paper one\r\n"
    assert found == Encoding(codecs.lookup(encoding).name, True)


def test_a_few_nuls_stay() -> None:
    assert decode(b"one\0two " * 2, "x")[0] == "one\0two one\0two "


@pytest.mark.parametrize(
    ("data", "encoding", "problem", "hint"),
    [
        (b"", None, "empty", "leave it out"),
        (" \n\t\xa0\u2003".encode(), None, "empty", "leave it out"),
        (codecs.BOM_UTF8, None, "empty", "leave it out"),
        ("Paper".encode("utf-16-le") * 9, None, "binary", "--encoding"),
        (bytes(range(256)) * 4, None, "binary", "--encoding"),
        (b"%PDF-1.7\n...", None, "a PDF file", "pdftotext"),
        (b"PK\x03\x04rest", None, "ZIP", "unpack"),
        (b"caf\xe9 \x81", None, "neither UTF-8 (byte 3 is not) nor Windows-1252", "--encoding"),
        (codecs.BOM_UTF8 + b"\xff", None, "not valid utf-8", "another --encoding"),
        (b"\xff", "utf-8", "not valid utf-8", "another --encoding"),
        (b"text", "klingon", "no text encoding 'klingon'", "cp1252"),
        (b"text", "hex", "no text encoding 'hex'", "cp1252"),
    ],
)
def test_what_cannot_be_read(data: bytes, encoding: str | None, problem: str, hint: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "list.md", encoding=encoding)
    assert problem in caught.value.problem
    assert hint in caught.value.hint
    assert str(caught.value).startswith("list.md: ")


def test_document_knows_its_bytes() -> None:
    data = codecs.BOM_UTF8 + b"words\r\n"
    document = read(data, "a.txt")
    assert document.text == "words\r\n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
