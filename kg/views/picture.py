"""Everything and a choice → a picture: places, sizes, levels, and the evidence of what is shown."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from kg.views.choosing import Choice
from kg.views.data import Edge, Fact, Node, Passage, Picture, Source
from kg.views.gathering import Everything, Said, words_of
from kg.views.layout import CONCEPTS, NOTHING, PAPER, Layout, Old, lay_out, regions_of

UNPLACED = "no topic found"
_LONGEST = 42  # characters of a short label
_QUOTE = {0: 600, 4_000: 260, 20_000: 120}  # things on a page → characters of a quote
_PASSAGES = {0: 6, 4_000: 2, 20_000: 1}  # things on a page → passages of a fact
_HUBS, _MORE = 3, 9  # concepts of a region that are named from the start, and when it is in view
_FEW = 60  # things that are all named from the start


def draw(everything: Everything, choice: Choice, old: Old = NOTHING, *, theme: str = "", most: int = 1500) -> Picture:
    """The picture of a choice of things.

    Args:
        everything: the graph.
        choice: what of it is shown.
        old: an older page, whose places are kept.
        theme: "light" or "dark"; as the reader's system when empty.
        most: things on the canvas at a time.
    """
    shown = set(choice.things)
    edges = [edge for edge in everything.edges if edge.subject in shown and edge.object in shown]
    papers = [iri for iri in sorted(shown) if everything.kinds[iri] == "paper"]
    near = _near(edges, everything.kinds)
    counts = _counts(papers, near)
    layout = choice.layout or _laid_out(everything, shown, papers, near, counts, old)
    levels = _levels(everything, layout, counts, shown)
    nodes = [_node(everything, iri, layout, counts, levels, edges_of) for iri, edges_of in _by_thing(edges, shown)]
    facts, passages, sources = _evidence(everything, shown)
    return Picture(
        choice.title, choice.what, _with_documents(nodes, everything, sources), edges, layout.regions, facts, passages,
        [source for _, source in sources], choice.paths, choice.columns, choice.rows,
        (("size", "how many papers it belongs to"), ("place", choice.place)), theme, most,
    )  # fmt: skip


def _by_thing(edges: Sequence[Edge], shown: Collection[str]) -> list[tuple[str, list[Edge]]]:
    found: dict[str, list[Edge]] = {iri: [] for iri in sorted(shown)}
    for edge in edges:
        found[edge.subject].append(edge)
    return list(found.items())


def _near(edges: Sequence[Edge], kinds: Mapping[str, str]) -> dict[str, list[str]]:
    """Of every thing, what it belongs to: of papers their concepts, of everything else the papers."""
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if kinds[edge.subject] == "paper":
            if kinds[edge.object] in CONCEPTS:
                found[edge.subject].append(edge.object)
            found[edge.object].append(edge.subject)
    return {iri: list(dict.fromkeys(others)) for iri, others in found.items()}


def _counts(papers: Sequence[str], near: Mapping[str, Sequence[str]]) -> dict[str, int]:
    wanted = set(papers)
    return {iri: sum(other in wanted for other in others) for iri, others in near.items() if iri not in wanted}


def _laid_out(
    everything: Everything,
    shown: Collection[str],
    papers: Sequence[str],
    near: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    old: Old,
) -> Layout:
    """Papers in regions with the concepts that belong there; everything else beside its papers."""
    direct = {paper: near.get(paper, ()) for paper in papers}
    groups = regions_of(papers, {paper: _with_broader(direct[paper], everything) for paper in papers}, direct)
    region = {paper: at for at, (_, members) in enumerate(groups) for paper in members}
    homes: dict[int, list[str]] = defaultdict(list)
    rest = []
    for iri in sorted(set(shown) - set(papers)):
        if everything.kinds[iri] in CONCEPTS and (at := _home(iri, near, region)) is not None:
            homes[at].append(iri)
        else:
            rest.append(iri)
    for at, hubs in homes.items():
        hubs.sort(key=lambda iri: (-counts.get(iri, 0), iri))
        few = [iri for place, iri in enumerate(hubs) if place >= _MORE and counts.get(iri, 0) < 2]
        homes[at] = [iri for iri in hubs if iri not in set(few)]
        rest += few  # what one paper alone has lies beside it
    rest.sort()
    labelled, used = [], set[str]()
    for at, (names, members) in enumerate(groups):
        label = " · ".join(everything.labels[name] for name in names) or UNPLACED
        while label in used:
            label += " ·"
        used.add(label)
        labelled.append((label, [*homes[at], *members], len(members)))
    if not labelled:
        labelled, rest = [("", rest, 0)], []
    layout = lay_out(labelled, near, old)
    _beside(rest, near, layout, old)
    return layout


def _with_broader(concepts: Sequence[str], everything: Everything) -> list[str]:
    """Concepts and all that is broader, the narrowest first."""
    found, waiting = dict.fromkeys(concepts), list(concepts)
    while waiting:
        for broader in sorted(everything.objects.get(waiting.pop(0), {}).get("broader", ())):
            if broader not in found:
                found[broader] = None
                waiting.append(broader)
    return list(found)


def _home(iri: str, near: Mapping[str, Sequence[str]], region: Mapping[str, int]) -> int | None:
    """The region in which most papers of a concept lie."""
    places: dict[int, int] = defaultdict(int)
    for paper in near.get(iri, ()):
        if paper in region:
            places[region[paper]] += 1
    return min(places, key=lambda at: (-places[at], at)) if places else None


def _beside(rest: Sequence[str], near: Mapping[str, Sequence[str]], layout: Layout, old: Old) -> None:
    """Places for what belongs to no region: around the paper that it first belongs to, else in a row below."""
    around: dict[str, int] = defaultdict(int)
    low = max((region.y + region.r for region in layout.regions), default=0.0) + 60
    lonely = 0
    for iri in rest:
        anchor = next((paper for paper in near.get(iri, ()) if paper in layout.places), "")
        if iri in old.places:
            layout.places[iri] = old.places[iri][:2]
        elif anchor:
            angle, x, y = around[anchor] * 2.4 + 0.7, *layout.places[anchor]
            layout.places[iri] = (round(x + 8.5 * math.cos(angle), 1), round(y + 8.5 * math.sin(angle), 1))
            around[anchor] += 1
        else:
            layout.places[iri] = (round((lonely % 24 - 12) * 26.0, 1), round(low + lonely // 24 * 26.0, 1))
            lonely += 1
        layout.region[iri] = layout.region.get(anchor, -1)


def _levels(
    everything: Everything, layout: Layout, counts: Mapping[str, int], shown: Collection[str]
) -> dict[str, int]:
    if len(shown) <= _FEW:
        return dict.fromkeys(shown, 0)
    levels: dict[str, int] = {}
    within: dict[int, list[str]] = defaultdict(list)
    for iri in sorted(shown):
        if everything.kinds[iri] in CONCEPTS:
            within[layout.region.get(iri, -1)].append(iri)
        else:
            levels[iri] = 2 if everything.kinds[iri] == "paper" else 3
    for members in within.values():
        ranked = sorted(members, key=lambda iri: (-counts.get(iri, 0), iri))
        for at, iri in enumerate(ranked):
            alone = counts.get(iri, 0) < 2 and at >= _MORE  # of one paper: seen when one looks closely
            levels[iri] = 3 if alone else 0 if at < _HUBS else 1 if at < _MORE else 2
    return levels


def _node(
    everything: Everything,
    iri: str,
    layout: Layout,
    counts: Mapping[str, int],
    levels: Mapping[str, int],
    edges: Sequence[Edge],
) -> Node:
    kind, label = everything.kinds[iri], everything.labels[iri]
    size = PAPER if kind == "paper" else min(5.0 + 1.8 * math.sqrt(counts.get(iri, 0)), 18.0)
    edition = next((edge.object for edge in edges if edge.relation == "presentedAt"), "")
    x, y = layout.places[iri]
    return Node(
        iri, kind, label, short(label) if kind == "paper" else label, x, y, round(size, 1),
        layout.region.get(iri, -1), levels[iri], everything.years.get(iri, 0), edition,
        everything.presentations.get(iri, ""), (), everything.aliases.get(iri, ()), counts.get(iri, 0),
        everything.links.get(iri, ()),
    )  # fmt: skip


def short(title: str) -> str:
    """A title as a label on a map: what stands before the colon, else its first words.

    >>> short("Reformer: The Efficient Transformer")
    'Reformer'
    >>> short("Implicit Neural Representations with Periodic Activation Functions")
    'Implicit Neural Representations with …'
    """
    head = re.split(r":\\s|\\s[-–—]\\s", title)[0].strip()
    if 1 < len(head) <= _LONGEST:
        return head
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _limit(limits: Mapping[int, int], size: int) -> int:
    return next(value for least, value in sorted(limits.items(), reverse=True) if size >= least)


def _evidence(
    everything: Everything, shown: Collection[str]
) -> tuple[dict[str, list[Fact]], list[Passage], list[tuple[str, Source]]]:
    """What is said of the things shown, with its words, shorter where much is shown."""
    said = everything.facts(shown)
    most, longest = _limit(_PASSAGES, len(shown)), _limit(_QUOTE, len(shown))
    wanted = {passage for facts in said.values() for fact in facts for passage in fact.passages[:most]}
    words = everything.words(wanted)
    papers = [iri for iri in shown if everything.kinds[iri] == "paper"]
    lists = {document for paper in papers for document in everything.places.get(paper, ())}
    named = lists | {each.document for each in words.values()}
    used = sorted(named, key=lambda iri: (everything.documents.get(iri, ("", "")), iri))
    number = {iri: at for at, iri in enumerate(used)}
    counted = {iri: sum(iri in everything.places.get(paper, ()) for paper in papers) for iri in used} if papers else {}
    sources = [(iri, Source(*everything.documents.get(iri, (iri, "")), counted.get(iri, 0))) for iri in used]
    order = sorted(words, key=lambda iri: (number[words[iri].document], words[iri].line, words[iri].column, iri))
    at = {iri: place for place, iri in enumerate(order)}
    passages = [
        Passage(number[words[iri].document], words[iri].line, words[iri].column, _cut(words[iri].quote, longest))
        for iri in order
    ]
    facts = {iri: [_fact(fact, everything, at, most) for fact in found] for iri, found in said.items()}
    return facts, passages, sources


def _fact(fact: Said, everything: Everything, at: Mapping[str, int], most: int) -> Fact:
    is_shown = fact.is_thing and fact.value in everything.kinds
    text = "" if fact.predicate == "describedBy" else everything.labels.get(fact.value, fact.value)
    places = tuple(sorted(at[passage] for passage in fact.passages[:most] if passage in at))
    return Fact(words_of(fact.predicate), fact.value if is_shown else "", text, places, fact.concluded)


def _cut(quote: str, longest: int) -> str:
    return quote if len(quote) <= longest else quote[:longest].rsplit(None, 1)[0] + " …"


def _with_documents(nodes: Sequence[Node], everything: Everything, sources: Sequence[tuple[str, Source]]) -> list[Node]:
    number = {iri: at for at, (iri, _) in enumerate(sources)}
    return [
        node._replace(documents=tuple(number[each] for each in everything.places.get(node.iri, ()) if each in number))
        for node in nodes
    ]
