"""What the user names → sources: files, folders, standard input.

A folder is walked in the order of its names. Hidden files, what `.gitignore` files name and what is plainly no document
(images, archives, programs, graphs) are left out, unless its name says that it is a catalogue ("papers.jsonl.gz"); a
file that is named itself is always read. What is packed with gzip or ZIP is unpacked.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnreadableDocument
from kg.readers.unpacking import too_large, unpack

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STANDARD_INPUT = "-"
LIMIT = 20_000_000  # bytes; the longest reading lists on the web are below 2 MB
_SUFFIXES = """
    .7z .aac .avi .bin .bmp .bz2 .c .cc .cfg .class .cpp .css .csv .dll .dmg .doc .docx .ds_store .eot .epub .exe
    .flac .gif .go .gz .h .hpp .ico .ini .ipynb .jar .java .jpeg .jpg .js .json .jsonld .jsx .lock .m4a .map
    .mjs .mkv .mov .mp3 .mp4 .mpg .n3 .nq .nt .o .odp .ods .odt .ogg .otf .owl .parquet .pdf .pickle .pkl .png .ppt
    .pptx .ps .psd .py .pyc .r .rar .rb .rdf .rq .rs .scss .sh .so .sparql .sql .sqlite .svg .tar .tgz .tif .tiff
    .toml .trig .ts .tsv .tsx .ttf .ttl .wav .webm .webp .whl .woff .woff2 .xls .xlsx .xz .yaml .yml .zip .zst
"""
_NO_DOCUMENTS = frozenset(_SUFFIXES.split())
_CATALOGUES = tuple(
    f"{form}{packing}" for form in (".jsonl", ".ndjson", ".bib", ".ris", ".csl.json") for packing in ("", ".gz", ".zip")
)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file, or standard input when `path` is None. `limit` is the most bytes it may have."""

    name: str  # relative to what the user named, with "/"; "-" for standard input
    path: Path | None = None
    limit: int = LIMIT

    def load(self) -> bytes:
        """The bytes of the source, unpacked.

        Raises:
            UnreadableDocument: when the system does not let it be read, it has more than `limit` bytes, or what it is
                packed in is damaged or holds several files.
        """
        try:
            if self.path is None:
                data = sys.stdin.buffer.read(self.limit + 1)
            else:
                with self.path.open("rb") as file:
                    data = file.read(self.limit + 1)
        except OSError as error:
            raise UnreadableDocument(_reason(error), where=self.name, hint="check its permissions") from None
        return unpack(data, self.name, self.limit)


def sources(paths: Sequence[str], *, limit: int = LIMIT) -> Iterator[Source | UnreadableDocument]:
    """Find what the user named, in the order of naming, each file once.

    Args:
        paths: files, folders, "-" for standard input.
        limit: the most bytes that one document may have.

    Yields:
        A source for each document, with a name that no other has; an `UnreadableDocument` for each path that is
        missing, too large or not to be read, so that the others can go on.
    """
    found = [item for path in dict.fromkeys(paths) for item in _named(path, limit)]
    yield from _with_distinct_names(found)


def _named(argument: str, limit: int) -> Iterator[Source | UnreadableDocument]:
    if argument == STANDARD_INPUT:
        yield Source(STANDARD_INPUT, limit=limit)
        return
    path = Path(argument)
    try:
        if path.is_dir():
            folder = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would lose the names that the user sees
            yield from _walked(folder, limit)
        else:
            yield _file(path, path.name, limit)
    except (OSError, ValueError) as error:
        yield UnreadableDocument(_reason(error), where=argument, hint=_hint(path, error))


def _file(path: Path, name: str, limit: int) -> Source | UnreadableDocument:
    size = path.stat().st_size
    name = os.fsencode(name).decode("utf-8", "replace")
    return too_large(name, limit, size) if size > limit else Source(name, path, limit)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {(reason or 'unknown reason').lower()}"


def _hint(path: Path, error: OSError | ValueError) -> str:
    """The nearest name in the same folder, where one is near."""
    if not isinstance(error, FileNotFoundError):
        return "check its permissions"
    from difflib import get_close_matches

    folder = path.parent
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=1)
    return f"did you mean {(folder / near[0]).as_posix()}?" if near else "check the path"


def _walked(folder: Path, limit: int) -> Iterator[Source | UnreadableDocument]:
    """The documents below a folder."""
    ignored = _Ignored.around(folder)
    seen = {folder.resolve()}

    def walk(directory: Path, rules: _Ignored) -> Iterator[Source | UnreadableDocument]:
        rules = rules.with_rules_of(directory)
        for entry in sorted(directory.iterdir(), key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            name = entry.relative_to(folder).as_posix()
            try:
                if entry.is_dir():
                    target = entry.resolve()
                    if target not in seen and not rules.name(entry, is_folder=True):
                        seen.add(target)  # a link back into the walk would go on for ever
                        yield from walk(entry, rules)
                elif _may_be_document(entry) and not rules.name(entry) and _is_readable_kind(entry):
                    yield _file(entry, name, limit)
            except OSError as error:
                yield UnreadableDocument(_reason(error), where=name, hint="check its permissions")

    yield from walk(folder, ignored)


def _may_be_document(path: Path) -> bool:
    """Whether the name of a file lets it be a document, packed or not: "notes.md.gz", but not "photos.zip"."""
    name = path.name.lower()
    unpacked = Path(name.removesuffix(".gz").removesuffix(".zip")).suffix
    packed = path.suffix.lower() in (".gz", ".zip") and bool(unpacked) and unpacked not in _NO_DOCUMENTS
    return packed or path.suffix.lower() not in _NO_DOCUMENTS or name.endswith(_CATALOGUES)


def _is_readable_kind(path: Path) -> bool:
    """Whether a walk may open it: not a pipe or a device, but a broken link is worth a word."""
    return path.is_file() or not path.exists()


@dataclass(frozen=True)
class _Ignored:
    """The `.gitignore` rules that hold in a folder, outermost first."""

    specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()

    @classmethod
    def around(cls, folder: Path) -> _Ignored:
        """The rules above a folder, up to the root of the repository; none when they leave out the folder itself."""
        root = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)
        rules = cls()
        for parent in reversed(folder.parents):
            if parent.is_relative_to(root):
                rules = rules.with_rules_of(parent)
        return cls() if rules.name(folder, is_folder=True) else rules

    def with_rules_of(self, folder: Path) -> _Ignored:
        """These rules and those that `folder` adds."""
        from pathspec import GitIgnoreSpec

        file = folder / ".gitignore"
        if not file.is_file():
            return self
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        return _Ignored((*self.specs, (folder, GitIgnoreSpec.from_lines(lines))))

    def name(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether the rules name a path; the innermost file that says anything about it decides."""
        for folder, spec in reversed(self.specs):
            relative = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
            decision = spec.check_file(relative).include
            if decision is not None:
                return decision
        return False


def _with_distinct_names(found: Sequence[Source | UnreadableDocument]) -> Iterator[Source | UnreadableDocument]:
    """Each file once; files that would have the same name get as many of their parents as tell them apart."""
    files: dict[Path, Source] = {}
    for item in found:
        if isinstance(item, Source) and item.path is not None:
            files.setdefault(_absolute(item.path), item)
    groups: defaultdict[str, list[Path]] = defaultdict(list)
    for path, source in files.items():
        groups[source.name].append(path)
    names = {path: name for name, paths in groups.items() for path, name in _told_apart(name, paths)}
    for item in found:
        if isinstance(item, Source) and item.path is not None:
            path = _absolute(item.path)
            if files.get(path) is item:
                yield replace(item, name=names[path])
        else:
            yield item


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - a link and its target are two files to the user


def _told_apart(name: str, paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Names for files that share one: the same number of parents before each, as few as it takes."""
    if len(paths) == 1:
        yield paths[0], name
        return
    for length in range(name.count("/") + 2, max(len(path.parts) for path in paths) + 1):
        longer = {path: "/".join(path.parts[-length:]).removeprefix("//") for path in paths}
        if len(set(longer.values())) == len(paths):
            yield from longer.items()
            return
    yield from ((path, path.as_posix()) for path in paths)
