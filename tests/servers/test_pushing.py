"""`kg push`: what comes to a server, goes on after a stop, replaces, and leaves other graphs alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli import kg
from kg.errors import KgError
from kg.store import open_graph
from kg.store.endpoint import Endpoint
from kg.store.pushing import Progress, Pushed, Target, push

from .starting import Server

BASE = "https://example.org/lists/"  # another than that of the sample documents, which share the server
FOREIGN = "https://example.org/somebody-else"
XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = "".join(
    f"<{BASE}paper/{name}> <urn:{said}> {value} <{BASE}document/{name}.md> .\n"
    for name, said, value in (
        ("a", "title", r'"Deep \"Sets\"\nétude 深 😀"'),
        ("b", "title", '"b"@en-gb'),
        ("b", "year", f'"2020"^^<{XSD}integer>'),
        ("b", "coined", f'"true"^^<{XSD}boolean>'),
    )
)


@pytest.fixture
def store(tmp_path: Path) -> ox.Store:
    (tmp_path / "graph.nq").write_text(GRAPH, encoding="utf-8")
    return open_graph(tmp_path / "graph.nq")


@pytest.fixture
def target(server: Server) -> Iterator[Target]:
    """A server that holds a graph of somebody else, and none of this base."""
    made = Target(server.pushed, credentials=server.credentials)
    made.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:s> <urn:p> <urn:o> }} }}")
    yield made
    names = ["graph/all", "graph/manifest", "document/a.md", "document/b.md", "document/c.md"]
    made.clear([*(BASE + name for name in names), FOREIGN])


def bring(store: ox.Store, target: Target, version: str = "1", *, replace: bool = False) -> Pushed:
    return push(store, target, base=BASE, version=version, replace=replace)


def there(target: Target, graph: str) -> int:
    return int(target.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0][0])


def asked(server: Server) -> Endpoint:
    return Endpoint(f"{server.asked}?default-graph-uri={BASE}graph/all")


def test_everything_comes_and_is_found(store: ox.Store, target: Target, server: Server) -> None:
    assert bring(store, target).graphs == {BASE + "document/a.md": 1, BASE + "document/b.md": 3, BASE + "graph/all": 4}
    remote = asked(server)
    assert set(remote.quads_for_pattern(None, None, None)) == set(store)
    assert remote.dataset.base == BASE


def test_a_second_push_sends_nothing(store: ox.Store, target: Target) -> None:
    assert bring(store, target).sent == 8
    assert bring(store, target).sent == 0


def test_a_stopped_push_goes_on(store: ox.Store, target: Target, server: Server) -> None:
    def stop(step: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(store, target, base=BASE, version="1", progress=stop)
    with pytest.raises(KgError, match="not finished"):
        asked(server).query("ASK { }")
    assert bring(store, target).sent == 7
    assert set(asked(server).quads_for_pattern(None, None, None)) == set(store)


def test_another_state_is_refused_and_replaced(store: ox.Store, target: Target, server: Server) -> None:
    bring(store, target)
    document = ox.NamedNode(BASE + "document/a.md")
    store.remove_graph(document)
    with pytest.raises(KgError, match="another state") as refused:
        bring(store, target, "2")
    assert "--replace" in refused.value.hint
    bring(store, target, "2", replace=True)
    assert set(asked(server).quads_for_pattern(None, None, None)) == set(store)
    assert there(target, document.value) == 0
    assert there(target, FOREIGN) == 1


def test_other_triples_in_a_graph_are_noticed(store: ox.Store, target: Target) -> None:
    target.update(f"INSERT DATA {{ GRAPH <{BASE}document/a.md> {{ <urn:s> <urn:p> <urn:o> }} }}")
    with pytest.raises(KgError, match="has 2 triples there, and 1 here"):
        bring(store, target)


def test_blank_nodes_are_refused(target: Target) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.BlankNode(), ox.NamedNode("urn:p"), ox.Literal("a")))
    with pytest.raises(KgError, match="blank nodes"):
        bring(store, target)


def test_several_graphs_on_a_server_are_told_apart(store: ox.Store, target: Target, holding: Server) -> None:
    bring(store, target)
    with pytest.raises(KgError, match="several graphs") as refused:
        Endpoint(holding.asked).query("ASK { }")
    assert f"default-graph-uri={BASE}graph/all" in refused.value.hint
    assert asked(holding).query("ASK { <https://example.org/lists/paper/a> ?p ?o }")


def command(*arguments: str, server: Server) -> Result:
    return CliRunner(env=server.environment).invoke(kg, list(arguments), catch_exceptions=False)


def test_the_command(built: Path, holding: Server) -> None:
    done = command("push", holding.pushed, "--graph", str(built), server=holding)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "were there already" in done.stderr
    done = command("push", holding.pushed, "--graph", str(built), "--replace", server=holding)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{len(open_graph(built)):,} triples in ")
    assert "all of them sent now" in done.stderr


def test_without_a_user_virtuoso_refuses(server: Server, tmp_path: Path) -> None:
    if not server.credentials:
        pytest.skip("this server lets anybody write")
    (tmp_path / "graph.nq").write_text(GRAPH, encoding="utf-8")
    for environment in ({}, {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "wrong"}):
        runner = CliRunner(env={"KG_STORE_USER": None, **environment})
        done = runner.invoke(kg, ["push", server.pushed, "--graph", str(tmp_path / "graph.nq")])
        assert done.exit_code == 3
        assert "KG_STORE_PASSWORD" in done.stderr
