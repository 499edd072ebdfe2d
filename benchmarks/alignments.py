"""Relate our concepts to those of other vocabularies, and write `ontology/alignments/concepts/*.ttl`.

    python benchmarks/alignments.py --cso LABELS.csv --aio AIO.obo --openalex TOPICS.csv [--sample COUNT]

The sources are what their makers publish: a list of CSO's labels (one column), AIO in OBO, OpenAlex' topics as a table.
Two concepts match exactly when their preferred labels are the same but for case, hyphens, number and British spelling.
They match closely when a preferred label is another label of the other concept, and is its preferred one in other
words ("LSTM", "transformer network"): labels also hold what is merely spoken of as the concept. "X and Y" of OpenAlex
is broader than X. Acronyms prove nothing where the other vocabulary writes them in small letters. What one label
relates to several of our concepts is left out, and so are the wrong senses in `NOT_THE_SAME`, found by reading.
--sample prints some of what was found instead of writing it.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kg.namespaces import BASE
from kg.resources import resource
from kg.vocabulary import Concept, load
from kg.vocabulary.formats import tables
from kg.vocabulary.matcher import is_acronym, normal_form
from kg.vocabulary.spellings import spellings

FOLDER = resource("ontology/alignments") / "concepts"
CSO, AIO, OPENALEX = "https://cso.kmi.open.ac.uk/topics/", "https://w3id.org/aio/", "https://openalex.org/"

EMPTY = frozenset(
    {"a", "the", "of", "for", "in", "with", "on", "to", "and"}
    | {
        form
        for word in ("method", "model", "network", "algorithm", "technique", "layer", "function", "approach", "system")
        for form in spellings(word)
    }
)

# Our identifier, theirs: the same words for other things
NOT_THE_SAME = frozenset(
    {
        ("method/spectral-signature", "spectral_signature"),  # of a material
        ("method/transformer", "transformers"),  # in power stations
        ("topic/architecture-design", "architecture_design"),  # of buildings and software
        ("topic/architecture-design", "architecture_designs"),
        ("topic/domain-name-system", "domain_names"),
        ("topic/dynamic-analysis", "T12206"),  # of vibrations
        ("topic/dynamic-analysis", "dynamic_analysis"),
        ("topic/implicit-bias", "ImplicitBias"),  # of people
        ("topic/motor-control", "motor_control"),  # of electric motors
        ("topic/observability", "observability"),  # of a state in control theory
        ("topic/online-learning", "T11122"),  # of pupils
        ("topic/online-learning", "online_learning"),
        ("topic/performance-analysis", "T11849"),  # of companies
        ("topic/quantization", "quantization"),  # of signals
        ("topic/quality-of-service", "service_quality"),  # of companies
        ("topic/resource-management", "T10319"),  # of nature
        ("topic/resource-management", "T11933"),
        ("topic/system-software", "software_systems"),
        ("topic/vulnerability-analysis", "T11807"),  # of bridges and grids
    }
)


Pair = tuple[str, str, str]  # our IRI, relation, foreign name
Index = dict[str, set[str]]  # our IRIs by form of a label


class Foreign(NamedTuple):
    """A concept of another vocabulary."""

    name: str  # the end of its IRI
    label: str
    others: tuple[str, ...] = ()


class Source(NamedTuple):
    """Another vocabulary."""

    prefix: str
    namespace: str
    title: str
    licence: str
    cased: bool  # acronyms are written in capitals
    joined: bool  # "X and Y" is one concept


SOURCES = {
    "aio": Source("aio", AIO, "the Artificial Intelligence Ontology (AIO)", "CC BY 4.0", cased=True, joined=False),
    "cso": Source(
        "cso", CSO, "the Computer Science Ontology (CSO) of The Open University", "CC BY 4.0", cased=False, joined=False
    ),
    "openalex": Source("openalex", OPENALEX, "the topics of OpenAlex", "CC0", cased=True, joined=True),
}


def read_cso(path: Path) -> Iterator[Foreign]:
    """Labels of CSO from whose letters the IRI is certain."""
    for record in tables.records(path.read_bytes()):
        if re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", label := record["label"]):
            yield Foreign(label.replace(" ", "_"), label)


def read_aio(path: Path) -> Iterator[Foreign]:
    """The terms of AIO with their exact synonyms."""
    for stanza in path.read_text(encoding="utf-8").split("\n\n"):
        if stanza.startswith("[Term]") and "is_obsolete: true" not in stanza:
            name, label = (re.search(rf"^{tag}: (.+)$", stanza, re.MULTILINE) for tag in ("id", "name"))
            if name and label and name[1].startswith("aio:"):
                exact = re.findall(r'^synonym: "(.+)" EXACT', stanza, re.MULTILINE)
                yield Foreign(name[1].removeprefix("aio:"), label[1], tuple(exact))


def read_openalex(path: Path) -> Iterator[Foreign]:
    """The topics of OpenAlex."""
    for record in tables.records(path.read_bytes()):
        yield Foreign("T" + record["topic_id"].rpartition("/")[2].removeprefix("T"), record["topic_name"])


def forms(concept: Concept, label: str, *, cased: bool) -> set[str]:
    """The forms in which a label of ours may equal another one; none when the same letters say nothing.

    An acronym equals only itself. Where all is in small letters, words that need capitals or others near them prove
    nothing either.
    """
    if concept.grouping:
        return set()
    if is_acronym(label):
        return {label} if cased else set()
    normal = normal_form(label)
    ambiguous = concept.match_case or concept.needs_near
    return set() if ambiguous and not cased and " " not in normal else spellings(normal)


def in_other_words(label: str, preferred: str) -> bool:
    """Whether two labels are the same words in another form or order, or one the acronym of the other.

    >>> in_other_words("network of transformers", "transformer"), in_other_words("cognitive bias", "cognitive science")
    (True, False)
    """
    return essence(label) == essence(preferred) or initials(label) == preferred or initials(preferred) == label


def essence(label: str) -> str:
    """The stems of the telling words of a label, sorted and run together."""
    words = re.findall(r"\w+", normal_form(label))
    telling = [word for word in words if word not in EMPTY] or words
    return "".join(
        sorted(re.sub(r"(?<=\w{4})(?:i[sz]ations?|i[sz]ers?|ings?|ers?|ors?|ed|e?s|e)$", "", word) for word in telling)
    )


def initials(label: str) -> str:
    """The acronym that the words of a label make."""
    return "".join(word[0] for word in re.findall(r"\w+", label)).upper()


def matches(concepts: Iterable[Concept], foreign: Iterable[Foreign], source: Source) -> list[Pair]:
    """Our IRI, the relation and the foreign name of each pair, sorted."""
    preferred: dict[str, set[str]] = defaultdict(set)  # our IRIs by form
    alternative: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for form in forms(concept, concept.label, cased=source.cased):
            preferred[form].add(concept.iri)
        for label in concept.alternatives:
            for form in forms(concept, label, cased=source.cased) if in_other_words(label, concept.label) else ():
                alternative[form].add(concept.iri)
    found = {pair for each in foreign for pair in _pairs(each, preferred, alternative, source)}
    return sorted(pair for pair in found if (pair[0].removeprefix(BASE), pair[2]) not in NOT_THE_SAME)


def _pairs(each: Foreign, preferred: Index, alternative: Index, source: Source) -> Iterator[Pair]:
    """How a concept of another vocabulary relates to ours."""
    main = _compared(each.label, cased=source.cased)
    exact = preferred.get(main, set())
    synonyms = {
        iri
        for label in each.others
        if in_other_words(label, each.label)
        for iri in preferred.get(_compared(label, cased=source.cased), ())
    }
    close = set() if exact else alternative.get(main, set()) | synonyms
    for relation, iris in (("exactMatch", exact), ("closeMatch", close)):
        if len(iris) == 1:
            yield min(iris), relation, each.name
    for part in re.split(r",? and |, ", each.label) if source.joined else ():
        wider = preferred.get(normal_form(part), set()) if " " in part and part != each.label else set()
        if len(wider) == 1:
            yield min(wider), "broadMatch", each.name


def _compared(label: str, *, cased: bool) -> str:
    return label if cased and is_acronym(label) else normal_form(label)


def turtle(name: str, pairs: list[Pair]) -> str:
    """An alignment as a file: a concept in each statement."""
    source = SOURCES[name]
    kinds = sorted({iri.removeprefix(BASE).split("/")[0] for iri, _, _ in pairs})
    prefixes = {"dcterms": "http://purl.org/dc/terms/", "owl": "http://www.w3.org/2002/07/owl#"}
    prefixes |= {"skos": "http://www.w3.org/2004/02/skos/core#", source.prefix: source.namespace}
    prefixes |= {kind: f"{BASE}{kind}/" for kind in kinds}
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(prefixes.items())]
    lines += [
        "",
        f"# Made by benchmarks/alignments.py from labels of {source.title}, {source.licence}.",
        "",
        f"<https://w3id.org/kg-papers/ontology/alignments/concepts/{name}> a owl:Ontology ;",
        f'  dcterms:title "Alignment of the concepts of kg with {source.title}"@en ;',
        "  dcterms:license <https://creativecommons.org/licenses/by/4.0/> .",
        "",
    ]
    for iri, same in groupby(pairs, key=lambda pair: pair[0]):
        said: dict[str, list[str]] = defaultdict(list)
        for _, relation, foreign in same:
            said[relation].append(f"{source.prefix}:{foreign}")
        objects = [f"skos:{relation} {', '.join(names)}" for relation, names in sorted(said.items(), reverse=True)]
        kind, _, local = iri.removeprefix(BASE).partition("/")
        lines.append(f"{kind}:{local} {' ; '.join(objects)} .")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    readers = {"cso": read_cso, "aio": read_aio, "openalex": read_openalex}
    for name in readers:
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="show so many of each instead of writing")
    options = parser.parse_args()
    concepts = load().concepts()
    for name, read in readers.items():
        if not (path := getattr(options, name)):
            continue
        pairs = matches(concepts, read(path), SOURCES[name])
        counts = Counter(relation for _, relation, _ in pairs)
        print(f"{name}: {dict(counts)} of {len({iri for iri, _, _ in pairs})} concepts")
        if options.sample:
            for iri, relation, foreign in random.Random(0).sample(pairs, min(len(pairs), options.sample)):
                print(f"  {iri.removeprefix(BASE):50} {relation:10} {foreign}")
        else:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.ttl").write_text(turtle(name, pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
