"""What the fields of a catalogue hold, by their names, as people and services write them in every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import KgError

_NAMES = {  # in lower case, the one to be preferred first; "a.b" is b within a
    "title": "title title.value ti t1",
    "subtitle": "subtitle",
    "authors": "authors author authors.name author.name authors.fullname authors.full_name authors.display_name"
    " authors.value creators creator creators.name creator.name au a1 authorships.author.display_name",
    "venue": "venue conference booktitle journal journaltitle container-title t2 jo jf bt ja venue.name publication"
    " journal.name",
    "series": "series eventtitle event-title collection-title event t3 c3 j2",
    "year": "year date published issued.date-parts issued.raw issued.literal issued published.date-parts"
    " publication_date publication_year py y1 da",
    "presentation": "status presentation presentation_type decision track type note pubstate",
    "award": "award awards note",
    "abstract": "abstract summary abstract.value description tldr ab n2",
    "keywords": "keywords keyword tags keywords.name keywords.display_name kw",
    "links": "urls url links link pdf pdf_url paper_url urls.url links.url links.href html openreview howpublished"
    " ur ul l1 l2 lk note",
    "code": "code github code_url",
    "project": "project",
    "doi": "doi externalids.doi do identifier",
    "arxiv": "arxiv arxiv_id externalids.arxiv eprint",
    "citing": "journal volume note howpublished number identifier an",  # may hold an identifier by the way
    "type": "entrytype ty type",
}


@dataclass(frozen=True)
class FieldNames:
    """The names of fields for each meaning, the one to be preferred first."""

    names: Mapping[str, tuple[str, ...]]

    def __getitem__(self, meaning: str) -> tuple[str, ...]:
        return self.names[meaning]

    def extended(self, own: Mapping[str, str]) -> FieldNames:
        """These names with the user's own, which come first.

        Args:
            own: meaning → name of the field, e.g. "authors" → "people.name".

        Raises:
            KgError: when there is no such meaning.

        >>> FIELDS.extended({"title": "Paper_Title"})["title"][:2]
        ('paper_title', 'title')
        """
        for meaning in own:
            if meaning not in self.names:
                hint = f"known: {', '.join(self.names)}"
                raise KgError(f"no field of a paper is called {meaning!r}", where="--field", hint=hint)
        return FieldNames({
            meaning: tuple(dict.fromkeys((*_lower(own.get(meaning)), *names))) for meaning, names in self.names.items()
        })  # fmt: skip


def _lower(name: str | None) -> tuple[str, ...]:
    return (name.strip().lower(),) if name else ()


FIELDS = FieldNames({meaning: tuple(names.split()) for meaning, names in _NAMES.items()})
