"""kg as a process: pipes, terminals, start-up, and the examples of its help."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, kg
from kg.naming import width

pty = pytest.importorskip("pty", reason="terminals are made with POSIX pseudo-terminals")

GRAPHS = Path(__file__).parent.parent / "graphs"
GRAPH = str(GRAPHS / "two-lists.trig")
HEAVY = {"rdflib", "pyshacl", "rich", "networkx", "markdown_it", "rapidfuzz", "ahocorasick"}
ROOT = GRAPHS.parent.parent


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "KG_GRAPH", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}


TO_READ = """# To read again

- [The NumPy array](https://arxiv.org/abs/1102.1523), Stéfan van der Walt, S. Chris Colbert, Gaël Varoquaux
- [Inductive Representation Learning on Large Graphs](https://arxiv.org/abs/1706.02216), W. Hamilton, J. Leskovec
- [Lite Transformer with Long-Short Range Attention](https://arxiv.org/abs/2004.11886), Z. Wu, Z. Liu, S. Han
"""
LIBRARY = """@article{harris2020, title = {Array programming with {NumPy}}, journal = {Nature}, year = 2020,
  author = {Charles R. Harris and K. Jarrod Millman and others}}
"""


def process(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, env=environment(**{"KG_GRAPH": GRAPH, **more}), check=False)


def on_terminal(*arguments: str, columns: int = 80, **more: str) -> str:
    """What a terminal of some width is sent."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "kg", *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**{"KG_GRAPH": GRAPH, **more})
    ) as child:
        os.close(theirs)
        chunks = []
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:
                break
            if not chunk:
                break
            chunks.append(chunk)
        child.wait()
    os.close(ours)
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_piped_answers_have_no_escape_codes_and_nothing_is_cut() -> None:
    result = process("query", "papers-by-venue", "-p", "venue=NeurIPS")
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout
    assert b"Implicit Neural Representations with Periodic Activation Functions" in result.stdout
    assert result.stderr == b""


def test_a_table_fits_the_terminal() -> None:
    shown = on_terminal("query", "papers-by-venue", "-p", "venue=NeurIPS")
    assert "\x1b[1m" in shown
    assert max(width(line) for line in plain(shown).splitlines()) <= 80
    assert "".join(plain(shown).split()).count("NeuralRepresent") == 1


def test_no_color_is_honoured() -> None:
    for arguments in (["query", "awards"], ["why", "numpy"], ["--help"]):
        shown = on_terminal(*arguments, NO_COLOR="1")
        assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|9[0-7])[0-9;]*m", shown)


@pytest.mark.parametrize(("terminal", "linked"), [("xterm-kitty", True), ("xterm", False), ("dumb", False)])
def test_addresses_are_links_in_terminals_that_know_them(terminal: str, linked: bool, tmp_path: Path) -> None:
    query = tmp_path / "where.rq"
    text = 'SELECT ?where { VALUES ?where { "https://example.org/a" "https://example.org/ not" "javascript:b" } }'
    query.write_text(text, encoding="utf-8")
    shown = on_terminal("query", str(query), TERM=terminal)
    assert ("\x1b]8;" in shown) is linked
    assert (";https://example.org/a\x1b\\https://example.org/a" in shown) is linked
    assert ";javascript:" not in shown


def test_words_are_highlighted_on_a_terminal() -> None:
    shown = on_terminal("why", "array programming", "title")
    assert "\x1b[33m\x1b[1mArray programming with NumPy\x1b[0m" in shown


def test_control_characters_are_shown_on_a_terminal(tmp_path: Path) -> None:
    graph = tmp_path / "hostile.ttl"
    graph.write_text(r'<urn:a> <urn:b> "\u001B[2J\u009B31m\u202Eevil" .', encoding="utf-8")
    for form in ("table", "csv", "tsv", "json", "markdown"):
        query = tmp_path / "all.rq"
        query.write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
        shown = on_terminal("query", str(query), "--graph", str(graph), "--format", form)
        assert "evil" in shown
        assert not re.search("\x1b\\[2J|\x9b|\u202e", shown)
    assert "\x1b[2J" not in on_terminal("query", "\x1b[2J")


def test_a_reader_may_stop_early(tmp_path: Path) -> None:
    query = tmp_path / "long.rq"
    query.write_text("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 20000", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "query", str(query), "--graph", GRAPH, "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 141


def test_progress_is_shown_to_people_only(documents: Path, tmp_path: Path) -> None:
    shown = on_terminal("build", str(documents), "-o", str(tmp_path / "graph"), "--fail-on", "never", KG_GRAPH="")
    assert "\x1b[?25l" in shown  # the cursor is hidden while the bar moves
    assert "7 papers" in plain(shown)
    again = process("build", str(documents), "-o", str(tmp_path / "graph"), "--fail-on", "never")
    assert b"\x1b" not in again.stdout + again.stderr


def test_standard_input_and_output_are_clean_pipes() -> None:
    command = [sys.executable, "-m", "kg", "query", "-", "--format", "csv"]
    text = b"SELECT ?title { ?paper kg:title ?title } ORDER BY ?title LIMIT 1"
    result = subprocess.run(command, input=text, capture_output=True, env=environment(KG_GRAPH=GRAPH), check=True)
    title = b"A Simple Framework for Contrastive Learning of Visual Representations"
    assert result.stdout.splitlines() == [b"title", title]
    assert result.stderr == b""


def test_locale_does_not_matter() -> None:
    answers = {process("query", "--list", LC_ALL=name, PYTHONHASHSEED=seed).stdout for name, seed in (("C", "1"), ("POSIX", "2"), ("en_US.ISO-8859-1", "3"))}  # fmt: skip # noqa: E501
    assert len(answers) == 1
    assert "…" in answers.pop().decode("utf-8")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["query", "awards"], ["query", "papers-by-topic", "-p", "topic=GNN"]]
)
def test_start_up_imports_little(arguments: list[str]) -> None:
    code = (
        "import sys; from kg.cli import kg\n"
        f"try: kg.main({arguments!r}, prog_name='kg')\n"
        "except SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, env=environment(KG_GRAPH=GRAPH), check=True)
    assert result.stderr == b"[]\n"


def command(name: str) -> click.Command:
    found = kg.get_command(click.Context(kg), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_summaries_agree(name: str) -> None:
    assert command(name).get_short_help_str(limit=100) == COMMANDS[name]


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_help_fits_80_columns(name: str) -> None:
    shown = on_terminal(*([name] if name else []), "--help")
    assert max(map(width, plain(shown).splitlines())) <= 80


def examples(name: str) -> list[str]:
    text = (command(name).help or "") if name else kg.help or ""
    return [
        line.strip() for line in text.splitlines() if re.match(r" *(kg|echo) ", line) and "://localhost" not in line
    ]


@pytest.fixture
def workplace(prepared: Path, tmp_path: Path) -> Path:
    """Such a folder for one example: what it changes is no other's."""
    return shutil.copytree(prepared, tmp_path / "work", symlinks=True)


@pytest.fixture(scope="session")
def prepared(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the examples expect it, with kg on the path, and a graph."""
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(documents, folder, dirs_exist_ok=True)
    (folder / "notes" / "to-read.md").write_text(TO_READ, encoding="utf-8")
    (folder / "library.bib").write_text(LIBRARY, encoding="utf-8")
    (folder / "bin").mkdir()
    script = folder / "bin" / "kg"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    assert shell("kg build notes/ reading-list.md --fail-on never", folder).returncode == 0
    assert shell("kg export --format turtle --output graph.ttl", folder).returncode == 0
    return folder


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    given = environment(PATH=path, BROWSER="true")
    if line.startswith("kg serve"):
        return until_interrupted(shlex.split(line), folder, given)
    return subprocess.run(line, shell=True, cwd=folder, env=given, capture_output=True, check=False)


def within(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> subprocess.CompletedProcess[bytes]:
    """What a command does without a process of its own."""
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "KG_GRAPH", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    words = shlex.split(line)
    result = CliRunner().invoke(kg, words[1:], prog_name="kg")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout_bytes, result.stderr_bytes)


def until_interrupted(words: list[str], folder: Path, given: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """A command that goes on until it is ended, which comes after its first line.

    SIGTERM and not SIGINT: a shell's background jobs ignore the latter, and so would what they start.
    """
    command = [str(folder / "bin" / words[0]), *words[1:]]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=given, stdout=pipe, stderr=pipe) as running:
        first = running.stdout.readline() if running.stdout else b""
        running.send_signal(signal.SIGTERM)
        out, errors = running.communicate()
    return subprocess.CompletedProcess(words, running.returncode, first + out, errors)


@pytest.mark.parametrize("line", [line for name in ["", *COMMANDS] for line in examples(name)])
def test_examples_of_the_help_run(line: str, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need no shell run in this process, which has read the vocabulary already."""
    alone = line.startswith("kg ") and not line.startswith("kg serve") and not re.search(r"[|<>&;$]", line)
    result = within(line, workplace, monkeypatch) if alone else shell(line, workplace)
    wanting = ("verify", "validate", "build", "same", "conflicts", "diff")
    found_wanting = {0, 1} if any(f"kg {name}" in line for name in wanting) else {0}
    assert result.returncode in found_wanting, result.stderr.decode("utf-8", "replace")
    assert result.stdout or ">" in line or "--output" in line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example(name: str) -> None:
    assert re.search(rf"^ *(\w+=\S+ )*kg {name}\b", command(name).help or "", re.MULTILINE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("stats",), ("query", "papers", "--format", "csv"), ("--help",)])
def test_a_full_disk_behind_standard_output_is_an_error_with_its_reason(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(KG_GRAPH=GRAPH),
            check=False,
        )
    assert result.returncode == 3
    assert result.stderr.decode() == "Error: standard output: cannot be written: No space left on device\n"


def test_an_output_file_keeps_its_mode_and_the_link_that_leads_to_it(tmp_path: Path) -> None:
    answer, link = tmp_path / "answer.csv", tmp_path / "link.csv"
    answer.write_text("old")
    answer.chmod(0o640)
    link.symlink_to(answer)
    assert process("export", "--format", "csv", "--output", str(link)).returncode == 0
    assert link.is_symlink()
    assert answer.read_text().startswith("iri,title")
    assert answer.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [answer, link]


def test_an_output_that_leads_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    result = process("export", "--format", "csv", "--output", str(tmp_path / "loop"))
    assert result.returncode == 3
    assert b"this link leads to itself" in result.stderr


def test_an_output_that_is_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert process("export", "--format", "csv", "--output", str(pipe)).returncode == 0
        assert reader.communicate()[0].startswith(b"iri,title")
    assert pipe.is_fifo()
