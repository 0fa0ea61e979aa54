"""What exports read from: lines sorted past memory, and each subject with what is said of it."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assemble import triples
from graph.descriptions import Descriptions
from graph.resolve import resolve
from graph.sorting import in_order
from graph.turtle import turtle, write
from ontology import terms
from tests.small_graph import small

LINES = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=6))


@given(LINES, st.integers(1, 5))
def test_runs_are_merged_as_if_sorted_at_once(lines: list[str], run: int) -> None:
    assert list(in_order(lines, run)) == sorted(set(lines))


def test_turtle_of_many_runs_is_the_turtle_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = list(triples(resolve(*small())))
    once = turtle(lines)
    monkeypatch.setattr("graph.turtle.in_order", lambda given: in_order(given, 7))
    again = io.BytesIO()
    assert write([*reversed(lines), *lines], again) == len(lines)
    assert again.getvalue() == once


def test_words_that_look_like_a_type_stay_words() -> None:
    line = f'<urn:a> <urn:says> " ! <{terms.RDF}type> "'
    typed = f"<urn:a> <{terms.RDF}type> <urn:T>"
    read = set(ox.parse(turtle([f"{line} .", f"{typed} ."]), ox.RdfFormat.TURTLE))
    assert read == set(ox.parse(f"{line} .\n{typed} .", ox.RdfFormat.N_TRIPLES))


@pytest.fixture
def descriptions(tmp_path: Path) -> Descriptions:
    (tmp_path / "graph.ttl").write_bytes(turtle(triples(resolve(*small()))))
    return Descriptions(tmp_path / "graph.ttl")


def test_descriptions_hold_every_triple_in_order(descriptions: Descriptions, tmp_path: Path) -> None:
    parsed = set(ox.parse(path=str(tmp_path / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    found = list(descriptions)
    assert {quad for one in found for quad in one.quads()} == parsed
    assert [one.iri for one in found] == sorted({quad.subject.value for quad in parsed})
    tenures = list(descriptions.of_class(terms.Tenure))
    assert [one.iri for one in tenures] == [one.iri for one in found if one.is_a(terms.Tenure)]
    assert tenures[0].iri in descriptions
    assert "urn:nobody" not in descriptions
    assert descriptions.get("urn:nobody") is None


def test_a_subject_told_of_in_two_places_is_one(tmp_path: Path) -> None:
    text = '<urn:a> <urn:p> "1" . <urn:b> <urn:p> "2" . <urn:a> <urn:p> "1", "0" ; a <urn:T> .'
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    with Descriptions(tmp_path / "a.ttl") as found:
        assert found["urn:a"].all("urn:p") == ["0", "1"]
        assert [one.iri for one in found.of_class("urn:T")] == ["urn:a"]


@pytest.mark.parametrize("text", ["_:b <urn:p> <urn:o> .", "<urn:s> <urn:p> _:b ."])
def test_blank_nodes_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="a graph of dangbo has no"):
        Descriptions(tmp_path / "a.ttl")


def test_evidence_comes_by_date_and_place(descriptions: Descriptions) -> None:
    deputy = next(one for one in descriptions.of_class(terms.Tenure) if len(one.all(terms.evidence)) == 2)
    dates = [article.one(terms.dcterms_issued) for _, article in descriptions.evidence(deputy)]
    assert dates == ["2017-05-08", "2018-01-02"]
