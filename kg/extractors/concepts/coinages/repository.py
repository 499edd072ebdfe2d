"""Names after which the repository or the page of a paper is called: "HiDT", with github.com/saic-mdal/HiDT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kg.extractors.coined import TOKEN, is_coined
from kg.extractors.concepts.coinages.coinage import CAPITAL, Coinage, part
from kg.extractors.concepts.texts import Text, Where
from kg.model import Kind, LinkRole, PaperLink

REPOSITORY = "repository"
"""The rule of names that count only when no scheme knows them: repositories are called after what they use, too."""

_NAME = re.compile(rf"(?<![\w./-]){CAPITAL}{TOKEN}")
_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "huggingface.co")
_PAGES = (".github.io", ".gitlab.io")
_SUFFIX = re.compile(r"(?:[-_.](?:git|pytorch|torch|tensorflow|tf|jax|official|code|release|main|public))+$", re.I)
_SHORTEST = 3  # letters
_OTHER = (
    r"(?:test ?beds?|environments?|data ?sets?|benchmarks?|corp(?:us|ora)|librar(?:y|ies)|simulators?|tool(?:kit)?s?"
    r"|packages?)"
)
_BEFORE, _BEHIND = re.compile(rf"\b{_OTHER}\b[^.;]{{0,20}}$", re.I), re.compile(rf"[ -]{_OTHER}\b", re.I)
"""What stands beside a name that is no method's: "the test bed is RoboSumo"."""
_NEAR = 40  # characters
_DEPTH = 2  # segments of the path of a repository: whose it is, and what it is called


def repositories(links: Iterable[PaperLink]) -> frozenset[str]:
    """What the repositories and pages of a paper are called, in letters and digits without case."""
    return frozenset(name for link in links if link.role is not LinkRole.PAPER for name in _called(link.url))


def _called(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    host, path = (parts.hostname or "").removeprefix("www."), [step for step in parts.path.split("/") if step]
    if host in _HOSTS and len(path) == _DEPTH:
        yield _key(_SUFFIX.sub("", path[1]))
    elif host.endswith(_PAGES):
        yield _key(_SUFFIX.sub("", path[0] if path else host.partition(".")[0]))


def named_repositories(text: Text, called: frozenset[str]) -> Iterator[Coinage]:
    """The coined words of a title or a passage that are the name of one of the paper's repositories."""
    if not called or text.where not in (Where.TITLE, Where.PASSAGE):
        return
    raw = text.phrase.raw
    for match in _NAME.finditer(raw):
        if len(match[0]) < _SHORTEST or _key(match[0]) not in called or not is_coined(match[0]):
            continue
        if not _BEHIND.match(raw, match.end()) and not _BEFORE.search(
            raw[max(0, match.start() - _NEAR) : match.start()]
        ):
            yield Coinage(part(text.phrase, *match.span()), Kind.METHOD, REPOSITORY, proposed=True)


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
