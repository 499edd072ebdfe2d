"""Types of records that are no papers, as BibTeX and BibLaTeX, RIS, CSL, Crossref and OpenAlex call them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.addresses import AddressKind, address_kind
from kg.extractors.catalogue.record import Record
from kg.identifiers import identify
from kg.model import PaperLink

_NO_PAPERS = """
    book mvbook booklet manual proceedings mvproceedings collection mvcollection periodical reference mvreference set
    software dataset image movie music video audio artwork performance jurisdiction legislation legal letter patent
    standard xdata wholebook ebook edbook comp data dbase blog news mpct sound map pat bill case stat stand hear art
    advs slide icomm pcomm jfull ser multi ctlg dict ency equa figure chart grant aggr classic entry entrydictionary
    entryencyclopedia event graphic hearing interview legalcase motionpicture musicalscore pamphlet broadcast
    personalcommunication postweblog regulation song speech treaty monograph editedbook referencebook bookseries bookset
    proceedingsseries journal journalissue journalvolume database component peerreview paratext erratum retraction
    computerprogram datafile
"""
_EXCLUDED = frozenset(_NO_PAPERS.split())
_OF_THE_WEB = frozenset(["online", "electronic", "www", "elec", "webpage", "website", "post"])
_MISCELLANEOUS = "misc"  # of BibTeX: what has no other type, preprints and pages on the web above all
_LEADS_TO_PAPER = (AddressKind.PAPER, AddressKind.DOCUMENT)


def is_paper(record: Record, links: Sequence[PaperLink]) -> bool:
    """Whether the type of a record, if it has one, lets it be a paper; what is on the web must look like one there."""
    types = record.first("type")
    kind = "".join(filter(str.isalnum, types[0].text.lower())) if types else ""
    if kind in _OF_THE_WEB or (kind == _MISCELLANEOUS and links):
        return any(identify(link.url) or address_kind(link.url) in _LEADS_TO_PAPER for link in links)
    return kind not in _EXCLUDED
