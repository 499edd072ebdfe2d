"""Documents and references written by hand, for tests of the rooms that come after extraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extraction import Extraction, summarise
from kg.model import (
    Block,
    BlockKind,
    ConceptMention,
    ConceptName,
    Document,
    Identifier,
    Kind,
    LinkRole,
    Mention,
    MethodRelation,
    PaperLink,
    Reference,
    Role,
    Span,
)
from kg.naming import digest, slug

CONCEPTS = "https://w3id.org/kg-papers/id/"


@dataclass
class Sheet:
    """A document that grows by entries, one line each; every field's span is where `add` wrote its words."""

    name: str
    text: str = ""
    references: list[Reference] = field(default_factory=list)
    catalogue: bool = False

    def _write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        span = Span(start, len(self.text))
        self.text += " "
        return span

    def _mention(self, words: str | None, value: str | None = None) -> Mention | None:
        return Mention(value or words, self._write(words)) if words else None

    def heading(self, words: str) -> Span:
        """Write a line that is no entry."""
        span = self._write(words)
        self.text += "\n"
        return span

    def add(
        self,
        title: str,
        authors: Sequence[str] = (),
        *,
        et_al: bool = False,
        identifiers: Mapping[str, str] = {},
        links: Mapping[str, LinkRole] = {},
        organizations: Sequence[str] = (),
        venue: str | None = None,
        year: str | None = None,
        presentation: str | None = None,
        award: str | None = None,
        status: str | None = None,
        topics: Sequence[str] = (),
        methods: Mapping[str, Role] = {},
        datasets: Mapping[str, Role] = {},
        tasks: Sequence[str] = (),
        software: Mapping[str, Role] = {},
        headings: Sequence[str] = (),
        aliases: Mapping[str, str] = {},
        relations: Sequence[tuple[str, str, str]] = (),
        description: str | None = None,
        about: tuple[Mention, Mention] | None = None,
    ) -> Reference:
        """Write an entry and what a reader finds in it.

        `about` is a venue and year said elsewhere in the document, `headings` are topics that only a heading names,
        `aliases` other names by label. A label with a star before it ("*NVAE") is one that no scheme knows.
        """
        start = len(self.text)
        named = Mention(title, self._write(title))
        people = tuple(Mention(name, self._write(name)) for name in authors)
        more = self._write("et al.") if et_al else None
        where, when = about or (self._mention(venue), self._mention(year))
        reference = Reference(
            document=self.name,
            title=named,
            span=Span(start, start),
            extractor="hand",
            authors=people,
            et_al=more,
            organizations=tuple(Mention(name, self._write(name)) for name in organizations),
            links=tuple(PaperLink(url, role, self._write(url)) for url, role in links.items()),
            identifiers=tuple(Identifier(scheme, value, self._write(value)) for scheme, value in identifiers.items()),
            venue=where,
            year=when,
            presentation=self._mention(presentation),
            award=self._mention(award),
            status=self._mention(status),
            descriptions=(self._write(description),) if description else (),
            topics=(
                *(self._concept("topic", label, aliases=aliases) for label in topics),
                *(self._concept("topic", f"*{label}", found="heading") for label in headings),
            ),
            methods=tuple(self._concept("method", label, role, aliases) for label, role in methods.items()),
            datasets=tuple(self._concept("dataset", label, role, aliases) for label, role in datasets.items()),
            tasks=tuple(self._concept("task", label) for label in tasks),
            software=tuple(self._concept("software", label, role, aliases) for label, role in software.items()),
            relations=tuple(self._relation(*relation) for relation in relations),
        )
        whole = Span(start, len(self.text) - 1)
        self.text += "\n"
        self.references.append(Reference(**{**vars(reference), "span": whole}))
        return self.references[-1]

    def _concept(
        self,
        kind: str,
        label: str,
        role: Role = Role.MENTIONS,
        aliases: Mapping[str, str] = {},
        found: str = "",
    ) -> ConceptMention:
        name = _name(Kind(kind), label)
        span = self._write(name.label)
        others = tuple(Mention(aliases[each], self._write(aliases[each])) for each in (label,) if each in aliases)
        return ConceptMention(
            name.label, name.iri, span, role, name.kind, others, found or ("" if name.iri else "title")
        )

    def _relation(self, subject: str, relation: str, value: str) -> MethodRelation:
        """A relation of a method to a task (`appliedTo`), a data set (`evaluatedOn`) or another method."""
        kind = {"appliedTo": Kind.TASK, "evaluatedOn": Kind.DATASET}.get(relation, Kind.METHOD)
        named, other = _name(Kind.METHOD, subject), _name(kind, value)
        return MethodRelation(named, relation, other, self._write(f"{named.label} {relation} {other.label}"))

    def document(self) -> Document:
        """The document as a reader would give it."""
        root = Block(BlockKind.DOCUMENT, Span(0, len(self.text)))
        return Document(self.name, self.text, "text", root, sha256=digest(self.text, 64))

    def extraction(self) -> Extraction:
        """What is kept of the document."""
        return summarise(self.document(), self.references, catalogue=self.catalogue)


def _name(kind: Kind, label: str) -> ConceptName:
    """A concept of the vocabulary, or with a star before its label one that no scheme knows."""
    if label.startswith("*"):
        return ConceptName(kind, label[1:])
    return ConceptName(kind, label, f"{CONCEPTS}{kind}/{slug(label)}")


def sheet(name: str, *entries: tuple[str, ...] | str, catalogue: bool = False) -> Sheet:
    """A sheet of entries given as a title, or as a title and authors."""
    made = Sheet(name, catalogue=catalogue)
    for entry in entries:
        title, *authors = (entry,) if isinstance(entry, str) else entry
        made.add(title, authors)
    return made
