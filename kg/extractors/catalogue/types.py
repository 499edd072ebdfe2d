"""Types of records that are no papers, as BibTeX and BibLaTeX, RIS, CSL, Crossref and OpenAlex call them."""

from __future__ import annotations

from collections.abc import Sequence

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
_OF_THE_WEB = frozenset(["online", "electronic", "www", "elec", "webpage", "website", "post"])
_EXCLUDED = frozenset(_NO_PAPERS.split())


def is_paper(record: Record, links: Sequence[PaperLink]) -> bool:
    """Whether the type of a record, when it has one, lets it be a paper; a page on the web must have its identifier."""
    types = record.first("type")
    kind = "".join(filter(str.isalnum, types[0].text.lower())) if types else ""
    return kind not in _EXCLUDED and (kind not in _OF_THE_WEB or any(identify(link.url) for link in links))
