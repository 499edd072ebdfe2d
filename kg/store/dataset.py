"""What a graph of kg is called on a server, in the words of SPARQL 1.1 Service Description.

```text
<BASE graph/all>        everything, each triple once: the default graph of queries
<BASE document/…>       what each document says; <BASE graph/entities> and the like beside them
<BASE graph/manifest>   which graphs these are (sd:defaultGraph, sd:namedGraph), which state of which graph they hold
                        (owl:versionInfo), and while they are brought: which parts are there (dcterms:hasPart)
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import KgError
from kg.namespaces import DCTERMS, RDF

SD = "http://www.w3.org/ns/sparql-service-description#"
VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
PART = DCTERMS + "hasPart"
TYPE, DATASET, ALL, NAMED = RDF + "type", SD + "Dataset", SD + "defaultGraph", SD + "namedGraph"

COLUMNS = ("manifest", "property", "graph")
DISCOVERY = f"""SELECT DISTINCT ?manifest ?property ?graph WHERE {{
  GRAPH ?manifest {{ ?manifest <{TYPE}> <{DATASET}> ; ?property ?graph }}
  FILTER(?property IN (<{ALL}>, <{NAMED}>, <{PART}>, <{VERSION}>))
}}"""
"""Which data sets describe themselves on a server: rows of `COLUMNS`. A graph may be a part as well, or the version."""


@dataclass(frozen=True)
class Dataset:
    """The graphs that are asked together; without any, those that the server takes by itself."""

    default: tuple[str, ...] = ()  # IRIs
    named: tuple[str, ...] = ()
    manifest: str = ""
    version: str = ""  # tells what the graphs hold from all that they held before; empty when unknown

    @property
    def base(self) -> str:
        """The namespace of the identifiers; empty when unknown."""
        return self.manifest.removesuffix("graph/manifest")

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The parameters of a request (SPARQL 1.1 Protocol) that name the data set."""
        yield from (("default-graph-uri", graph) for graph in self.default)
        yield from (("named-graph-uri", graph) for graph in self.named)


def choose(rows: Sequence[Sequence[str]], wanted: Dataset, url: str) -> Dataset:
    """The data set that is meant by a URL.

    Args:
        rows: the answer to `DISCOVERY`.
        wanted: the graphs that the URL names.
        url: for errors.

    Raises:
        KgError: when there are several and the URL names none of them, or when the one is only half there.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for manifest, predicate, value in rows:
        found.setdefault(manifest, {}).setdefault(predicate, []).append(value)
    meant = wanted.default or tuple(graph for said in found.values() for graph in said.get(ALL, ()))
    described = {name: said for name, said in sorted(found.items()) if set(said.get(ALL, ())) & set(meant)}
    if wanted.named or not described:
        return wanted
    if len(described) > 1:
        choices = "\n".join(f"  default-graph-uri={said[ALL][0]}" for said in described.values())
        raise KgError("several graphs are on this server", where=url, hint=f"add one of them to the URL:\n{choices}")
    name, said = next(iter(described.items()))
    if PART in said:
        raise KgError("a push to this server is not finished", where=url, hint="run `kg push` again; it goes on")
    version = min(said.get(VERSION, ()), default="")
    return Dataset(tuple(said[ALL]), tuple(sorted(said.get(NAMED, ()))), name, version)
