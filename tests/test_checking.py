"""A build checks its graph as it streams by: it has to find what rdflib and pyshacl find, wherever a graph is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph import turtle
from graph.checking import check, told_by
from graph.promises import Violation
from graph.shapes import compiled
from graph.store import GraphStore
from graph.validate import validate
from ontology import terms
from tests.test_validate import MUTATIONS, good

__all__ = ["good"]

ODD = (
    *(
        f'"{text}"^^<{terms.XSD}{kind}>'
        for kind in ("integer", "decimal", "date")
        for text in ("-1", "x", "2021-13-01")
    ),
    f'"05"^^<{terms.XSD}integer>',
    f'"0"^^<{terms.XSD}boolean>',
    f'"x"^^<{terms.XSD}boolean>',
    f'"INF"^^<{terms.XSD}double>',
    f'"2021-02-03+07:00"^^<{terms.XSD}date>',
    f'"2021-02-03"^^<{terms.XSD}date>',
    f'"1999-12-31T00:00:00"^^<{terms.XSD}dateTime>',
    f'"1.5"^^<{terms.XSD}double>',
    '"chữ"@vi',
    '"words"@en',
    '"plain"',
    '""',
    '""@vi',
    f"<{terms.DANG}Tenure>",
    f"<{terms.DANG}no-such-term>",
    f"<{terms.ID}nothing>",
    "<https://example.org/>",
)
"""Objects that nothing in a graph should have, or not there."""
PATHS = ("start", "end", "earliest", "latest", "level", "post", "evidence", "quotes")


def test_a_good_graph_has_no_violation(good: str, examples_built: Path, tmp_path: Path) -> None:
    assert check(_written(_lines(good), tmp_path)) == []
    assert check(examples_built / "graph.ttl") == []


def test_what_is_wrong_in_the_table_is_found(good: str, tmp_path: Path) -> None:
    for before, after, _ in MUTATIONS:
        path = _written(_lines(good.replace(before, after)), tmp_path)
        assert set(check(path)) ^ set(validate(path)) == set(), (before, after)


@pytest.mark.parametrize("seed", range(6))
def test_what_chance_has_made_wrong_is_found(good: str, seed: int, tmp_path: Path) -> None:
    """Triples lost, doubled with another object, moved to another node, and objects that do not belong."""
    chance = Random(seed)
    lines = _lines(good)
    objects = [line.split(" ", 2)[2].removesuffix(" .") for line in lines]
    nodes = sorted({line.split(" ", 1)[0] for line in lines})
    found = 0
    for _ in range(6):
        broken = list(lines)
        for at in chance.sample(range(len(broken)), 8):
            subject, predicate, rest = broken[at].split(" ", 2)
            other = chance.choice(ODD) if chance.random() < 0.5 else chance.choice(objects)
            broken[at] = chance.choice(
                (
                    "",
                    f"{subject} {predicate} {other} .",
                    f"{broken[at]}\n{subject} {predicate} {other} .",
                    f"{chance.choice(nodes)} {predicate} {rest}",
                    f"{subject} <{terms.DANG}{chance.choice(PATHS)}> {other} .",
                )
            )
        path = _written("\n".join(broken).splitlines(), tmp_path)
        expected = validate(path)
        assert set(check(path)) ^ set(expected) == set()
        found += len(expected)
    assert found > 15


def test_the_articles_that_tell_what_is_wrong_are_named() -> None:
    """Of a fact, of its evidence, of the body that it is about, and of the place where this body is."""
    store = GraphStore.of_triples(
        f"<{terms.ID}{subject}{n}> <{predicate}> {value.format(terms.ID, n)} ."
        for n in (1, 2)
        for subject, predicate, value in (
            ("fact", terms.evidence, "<{}evidence{}>"),
            ("fact", terms.organization, "<{}body{}>"),
            ("body", terms.jurisdiction, "<{}place{}>"),
            ("evidence", terms.article, "<{}article{}>"),
            ("article", terms.dcterms_identifier, '"{1}"'),
        )
    )
    for node in ("fact", "evidence", "body", "place"):
        assert told_by(store, [Violation(f"{terms.ID}{node}2", "", "is wrong")]) == ["2"], node
    both = [Violation(f"{terms.ID}{node}", "", "is wrong") for node in ("place1", "fact2", "nobody")]
    assert told_by(store, [*both, Violation("the graph", "", "is empty")]) == ["1", "2"]


def test_a_constraint_that_is_not_known_is_an_error() -> None:
    shapes = """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:NodeShape ; sh:targetClass <c:c> ; sh:property [ sh:path <p:p> ; sh:maxLength 3 ; sh:message "short" ] .
    """
    with pytest.raises(ValueError, match="maxLength, which is not known"):
        compiled(Graph().parse(data=shapes, format="turtle"))


def _lines(given: str) -> list[str]:
    return [f"{q.subject} {q.predicate} {q.object} ." for q in ox.parse(given.encode(), ox.RdfFormat.TURTLE)]


def _written(lines: Iterable[str], folder: Path) -> Path:
    path = folder / "graph.ttl"
    with path.open("wb") as to:
        turtle.write((line for line in lines if line), to)
    return path
