r"""BibTeX: what LaTeX stands for, where values stand, and what bibtexparser reads in the same entries."""

from __future__ import annotations

import unicodedata

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from kg.errors import UnreadableDocument
from kg.export.bibtex import escape
from kg.model import Block
from kg.naming import fold_space
from kg.readers import read
from kg.readers.bibtex import read_bibtex
from kg.readers.content import ContentBuilder
from kg.readers.latex_words import decode, decode_verbatim


def shown(source: str) -> str:
    builder = ContentBuilder()
    decode(builder, source, 0, len(source))
    return builder.build().text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"{BERT}: {P}re-training", "BERT: Pre-training"),
        (r"Erd{\H{o}}s, G{\"{o}}del, Sch{\"o}n, \'{E}ric, \'Eric", "Erdős, Gödel, Schön, Éric, Éric"),
        (r"{\'\i}, \c{c}, \v s", "í, ç, š"),
        (r"{\L}{\'o}d{\'z}, \O re, Stra{\ss}e, \aa, {\AE}", "Łódź, Øre, Straße, å, Æ"),
        (r"D.~E. Knuth", "D.\xa0E. Knuth"),
        (r"1--2 --- ``so'' R\&D, 50\% \#1 a\_b", "1–2 — “so” R&D, 50% #1 a_b"),
        (r"$\alpha$-nets in $O(n^2)$", "α-nets in O(n^2)"),
        (r"\emph{Very} \textbf{deep \textsc{Sets}}, \mbox{GAN}, \foo{bar}", "Very deep Sets, GAN, bar"),
        ("50% of all & more #1 ^ _", "50% of all & more #1 ^ _"),
        ("two\n   lines\n\n   and a paragraph", "two lines\nand a paragraph"),
        (r"\url{https://x.org/~a/b_c--d}", "https://x.org/~a/b_c--d"),
        (r"as shown \cite{a} \relax here\\there", "as shown  here there"),
        ("Costs $5 only", "Costs $5 only"),
        ("$5 only", "$5 only"),
        (r"\unknown", ""),
    ],
)  # fmt: skip
def test_latex(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"https://x.org/~a/b\_c\%20d--e", "https://x.org/~a/b_c%20d--e"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
        (r"\url{http://x.org/$\sim$me}", "http://x.org/~me"),
        (r"http://x.org/{\textasciitilde}me", "http://x.org/~me"),
    ],
)
def test_verbatim(source: str, expected: str) -> None:
    builder = ContentBuilder()
    decode_verbatim(builder, source, 0, len(source))
    assert builder.build().text == expected


letters = st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf", "Zs"]) | st.just(" ")


@given(st.text(letters))
def test_what_the_export_escapes_comes_back(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert fold_space(shown(escape(normal))) == fold_space(normal)


accents = st.sampled_from(["'", "`", "^", '"', "~", "=", ".", "u ", "v ", "H ", "c "])
pieces = st.one_of(
    st.builds(lambda accent, letter: rf"{{\{accent}{letter}}}", accents, st.sampled_from("aeounsczAEOUNSCZ")),
    st.builds(lambda accent, letter: rf"\{accent.strip()}{{{letter}}}", accents, st.sampled_from("aeounscz")),
    st.sampled_from([r"{\ss}", r"{\o}", r"\l{}", r"\&", "--", "~", "{BERT}", r"\emph{a}", "word", " ", ": "]),
)


@given(st.lists(pieces).map("".join))
def test_latex_as_pylatexenc_shows_it(source: str) -> None:
    """Piece by piece the same as all at once."""
    assert shown(source) == LatexNodes2Text().latex_to_text(source).strip()


keys = st.sampled_from(["title", "Journal", "abstract", "note", "volume"])
words = st.lists(st.sampled_from(["ab", " ", "é", ".", "{x}", "{A: }", ":", "\n ", ","]), max_size=6).map(
    lambda bits: "w" + "".join(bits)
)
part = st.one_of(
    words.map(lambda text: f"{{{text}}}"),
    words.map(lambda text: f'"{text}"'),
    st.integers(0, 3000).map(str),
    st.sampled_from(["nips", "NIPS", "icml"]),
)
values = st.lists(part, min_size=1, max_size=3).map(" # ".join)
HEAD = '@string{nips = "Neural  Systems"}\n@string{icml = {Machines} }\n'


@st.composite
def bibliographies(draw: st.DrawFn) -> str:
    entries = []
    for number in range(draw(st.integers(1, 4))):
        fields = draw(st.dictionaries(keys, values, min_size=1))
        opening, closing = draw(st.sampled_from(["{}", "()"]))
        between = draw(st.sampled_from([", ", ",\n  "]))
        listed = between.join(f"{name} = {value}" for name, value in fields.items())
        entries.append(f"@Article{opening}key{number}{between}{listed}{draw(st.sampled_from(['', ',']))}{closing}")
    return HEAD + draw(st.sampled_from(["\n", "\n\n% a remark\n", " "])).join(entries)


def fields_of(block: Block) -> dict[str, str]:
    return {item.label: fold_space(item.children[0].content.text) for item in block.children}


@given(bibliographies())
def test_values_as_bibtexparser_reads_them(text: str) -> None:
    library = bibtexparser.parse_string(text, append_middleware=[bibtexparser.middlewares.NormalizeFieldKeys()])
    blocks, _ = read_bibtex(text, 0)
    assert [fields_of(block)["id"] for block in blocks] == [entry.key for entry in library.entries]
    for block, entry in zip(blocks, library.entries, strict=True):
        ours = {name: value for name, value in fields_of(block).items() if name not in ("entrytype", "id")}
        plain = {
            field.key: field.value for field in entry.fields if "#" not in field.value and field.value[:1] not in '"{'
        }
        assert ours.keys() >= {key for key, value in plain.items() if value.strip(" {}")}
        for key, value in plain.items():
            assert ours.get(key, "") == fold_space(value.replace("{", "").replace("}", ""))


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("Knuth, Donald E. and Leslie Lamport", ["family Knuth", "given Donald E.", " Leslie Lamport"]),
        ("van der Berg, Jr., Jan", ["family van der Berg", "suffix Jr.", "given Jan"]),
        ("{Simon and Schuster} AND Ludwig van Beethoven", ["literal Simon and Schuster", " Ludwig van Beethoven"]),
        ("A. Kern and\n   others", [" A. Kern", "others others"]),
        ('{\\"O}re, Zo{\\"e} and {\\L}ukasz Kaiser', ["family Öre", "given Zoë", " Łukasz Kaiser"]),
        ("{Barnes, Noble}", ["literal Barnes, Noble"]),
    ],
)
def test_names(entry: str, names: list[str]) -> None:
    blocks, _ = read_bibtex(f"@misc{{a, author = {{{entry}}}}}", 0)
    items = [item for item in blocks[0].children if item.label.startswith("author")]
    assert [
        f"{item.label.removeprefix('author').lstrip('.')} {item.children[0].content.text}" for item in items
    ] == names


GOOD = "@misc{good, title = {Deep Sets}}\n"


@pytest.mark.parametrize(
    ("broken", "place", "problem"),
    [
        ("@misc{a, title = {Deep Sets} year = 2017}", "2:30", "a comma is missing before this"),
        ("@misc{a,\n title = {Deep Sets\n}\n" + GOOD, "2:1", "it is never closed"),
        ("@misc{a, title}", "2:15", "expected a `=` after entry key `title`"),
        ("@misc{a, year = [2017]}", "", ""),
        ('@misc{a, title = "Deep Sets}', "2:1", "it is never closed"),
        ("@misc{a, title = {Deep} # }", "2:26", "a value is missing here"),
    ],
)
def test_a_broken_entry_is_named(broken: str, place: str, problem: str) -> None:
    text = GOOD + broken + "\n" + GOOD
    if not place:
        assert len(read(text.encode(), "x").root.children) == 3
        return
    with pytest.raises(UnreadableDocument) as caught:
        read(text.encode(), "papers.bib")
    assert str(caught.value).startswith(f"papers.bib:{place}: this entry is no BibTeX: {problem}")
    assert caught.value.hint == "mend it, or take it out"
