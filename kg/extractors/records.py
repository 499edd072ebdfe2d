"""A reference as the JSON record that `kg extract` prints; `record.schema.json` describes it."""

from __future__ import annotations

from typing import Any

from kg.model import ConceptMention, Document, Keyword, Mention, MethodRelation, PaperLink, Reference
from kg.naming import fold_space


def to_record(document: Document, reference: Reference) -> dict[str, Any]:
    """The record of `reference`, found in `document`; keys in the order of the schema.

    Spans are `[start, end)` in characters of the decoded text, lines and columns count from 1.
    """
    line, column = document.position(reference.title.span.start)
    return {
        "document": document.name,
        "line": line,
        "column": column,
        "span": list(reference.span),
        "extractor": reference.extractor,
        "title": reference.title.text,
        "title_span": list(reference.title.span),
        "authors": [_named(author) for author in reference.authors],
        "et_al": reference.et_al is not None,
        "organizations": [organization.text for organization in reference.organizations],
        "organization_spans": [list(organization.span) for organization in reference.organizations],
        "urls": [_link(link) for link in reference.links],
        "code_offered": reference.code_offered is not None,
        "identifiers": {identifier.scheme: identifier.value for identifier in reversed(reference.identifiers)},
        "venue": _text(reference.venue),
        "year": int(reference.year.text) if reference.year else None,
        "presentation": _text(reference.presentation),
        "award": _text(reference.award),
        "status": _text(reference.status),
        "description_spans": [list(span) for span in reference.descriptions],
        "topics": [_concept(document, mention) for mention in reference.topics],
        "methods": [{**_concept(document, mention), "role": mention.role.value} for mention in reference.methods],
        "datasets": [{**_concept(document, mention), "role": mention.role.value} for mention in reference.datasets],
        "tasks": [_concept(document, mention) for mention in reference.tasks],
        "software": [_concept(document, mention) for mention in reference.software],
        "relations": [_relation(relation) for relation in reference.relations],
        "keywords": [_keyword(keyword) for keyword in reference.keywords],
    }


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _named(mention: Mention) -> dict[str, Any]:
    return {"name": mention.text, "span": list(mention.span)}


def _keyword(keyword: Keyword) -> dict[str, Any]:
    return {"text": keyword.text, "score": keyword.score, "span": list(keyword.span) if keyword.span else None}


def _link(link: PaperLink) -> dict[str, Any]:
    return {"url": link.url, "role": link.role.value, "span": list(link.span)}


def _concept(document: Document, mention: ConceptMention) -> dict[str, Any]:
    return {
        "label": mention.label,
        "surface": fold_space(document.quote(mention.span)),
        "iri": mention.iri or None,
        "kind": mention.kind.value,
        "span": list(mention.span),
        "aliases": [alias.text for alias in mention.aliases],
        "found": mention.found,
        "concluded": mention.concluded,
    }


def _relation(relation: MethodRelation) -> dict[str, Any]:
    return {
        "subject": relation.subject.label,
        "relation": relation.relation,
        "object": relation.object.label,
        "object_kind": relation.object.kind.value,
        "span": list(relation.span),
        "concluded": relation.concluded,
    }
