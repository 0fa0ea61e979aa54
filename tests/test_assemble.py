"""Facts become triples: grounded, escaped, the same bytes always, and readable by every engine."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest
import rdflib

from extraction.article import Article
from extraction.facts import Document, Evidence, Implementation, Organization, Tenure
from graph import grounding
from graph.assemble import triples
from graph.grounding import GroundingError
from graph.literals import decimal, plain, text, web_address
from graph.resolve import Resolved, resolve
from graph.turtle import turtle
from graph.validate import validate
from ontology import terms
from tests.small_graph import BEN_TRE, POLITBURO, article, evidence, provincial_committee, small, tenure

HOSTILE = (
    '<script>alert("x")</script>\\ \' \n\r\t\x0b\x0c\x1f\x7f\x85\u2028\u2029\ufeff {{ 7*7 }} "@vi . <a> <b> <c> . 🇻🇳'
)


def hostile() -> Resolved:
    """A graph in which every text wants to get out."""
    words = f"{HOSTILE} Nguyễn Văn An {HOSTILE}"
    source = article(HOSTILE, words, title=HOSTILE, source=f"https://bao.example/{HOSTILE}", publisher=HOSTILE)
    body = Organization(label=HOSTILE, kind=HOSTILE)
    return resolve([source], [tenure(source, words, HOSTILE, body), tenure(source, "Nguyễn Văn An", "An", body)])


@pytest.mark.parametrize("resolved", [resolve(*small()), hostile()], ids=["small", "hostile"])
def test_every_engine_counts_the_same_triples(resolved: Resolved, tmp_path: Path) -> None:
    lines = list(triples(resolved))
    assert len(set(lines)) == len(lines)
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle(lines))
    store = ox.Store()
    store.load(path=str(path))
    assert len(store) == len(lines)
    graph = rdflib.Graph().parse(path)
    assert len(graph) == len(lines)
    assert {str(o) for o in graph.objects(None, rdflib.URIRef(terms.quote))} == {
        piece.quote for fact in resolved.facts for piece in fact.evidence
    }


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed (Debian: raptor2-utils)")
@pytest.mark.parametrize("resolved", [resolve(*small()), hostile()], ids=["small", "hostile"])
def test_rapper_counts_the_same_triples(resolved: Resolved, tmp_path: Path) -> None:
    lines = list(triples(resolved))
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle(lines))
    read = subprocess.run(["rapper", "-i", "turtle", "-c", str(path)], capture_output=True, text=True, check=True)
    assert f"returned {len(lines)} triples" in read.stderr


def test_the_same_bytes_in_any_order() -> None:
    articles, facts = small()
    expected = turtle(triples(resolve(articles, facts)))
    chance = random.Random(1)
    for _ in range(5):
        chance.shuffle(articles)
        chance.shuffle(facts)
        lines = list(triples(resolve(articles, facts)))
        chance.shuffle(lines)
        assert turtle(lines) == expected


def test_the_shapes_hold() -> None:
    graph = rdflib.Graph().parse(data=turtle(triples(resolve(*small()))), format="turtle")
    assert validate(graph) == []


def test_no_blank_nodes_and_flat_names() -> None:
    for line in [*triples(resolve(*small())), *triples(hostile())]:
        subject = line.split(" ", 1)[0]
        assert subject.startswith("<")
        if subject.startswith(f"<{terms.ID}"):
            local = subject[len(terms.ID) + 1 : -1]
            assert local.isascii()
            assert "/" not in local
            assert "#" not in local


def test_nodes_can_live_elsewhere() -> None:
    lines = list(triples(resolve(*small()), "https://example.org/nodes/"))
    assert not any(terms.ID in line for line in lines)
    assert b"@prefix id: <https://example.org/nodes/> .\n" in turtle(lines, "https://example.org/nodes/")


@pytest.mark.parametrize(
    "base", ["", "nodes/", "https://example.org/x", "javascript:x/", "https://schema.org/", terms.DANG]
)
def test_a_namespace_that_cannot_be_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="namespace"):
        triples(resolve(*small()), base)


def claiming(**other: object) -> tuple[Article, Tenure]:
    """An article and a tenure whose evidence has been tampered with."""
    source = article("bai-1", "Ông Nguyễn Văn An, Bí thư.")
    fact = tenure(source, "Nguyễn Văn An", "Nguyễn Văn An", provincial_committee(BEN_TRE))
    forged = msgspec.structs.replace(fact.evidence[0], **other)
    return source, msgspec.structs.replace(fact, evidence=(forged,))


@pytest.mark.parametrize(
    "other",
    [
        {"quote": "Nguyễn Văn Ân"},
        {"start": 5},
        {"end": 4000},
        {"start": -5, "end": 3},
        {"start": 4, "end": 4, "quote": ""},
        {"article": "bai-2"},
        {"quote": "Nguyê\u0303n Văn An"},
    ],
)
def test_what_is_not_in_the_article_is_refused(other: dict[str, object]) -> None:
    source, fact = claiming(**other)
    (piece,) = fact.evidence
    with pytest.raises(GroundingError) as refused:
        grounding.check(source, [fact])
    for told in (repr(piece.article), f"[{piece.start}:{piece.end}]"):
        assert told in str(refused.value)


def test_what_is_in_the_article_is_not_refused() -> None:
    source, fact = claiming()
    grounding.check(source, [fact])


def test_a_fact_that_lost_its_evidence_is_refused() -> None:
    source, fact = claiming()
    with pytest.raises(GroundingError, match="without evidence"):
        grounding.check(source, [msgspec.structs.replace(fact, evidence=())])
    resolved = resolve([source], [fact])
    bare = msgspec.structs.replace(resolved.facts[0], evidence=())
    with pytest.raises(GroundingError, match="no evidence"):
        list(triples(msgspec.structs.replace(resolved, facts=(bare,))))
    with pytest.raises(GroundingError, match="no such article"):
        resolve([], [fact])


def test_half_a_character_is_refused_in_quotes_and_replaced_elsewhere() -> None:
    assert text("a\ud800b") == '"a\ufffdb"@vi'
    source = article("bai-1", "An \ud800 là Bí thư")
    with pytest.raises(GroundingError, match="half a character"):
        grounding.check(source, [tenure(source, "An \ud800", "An", POLITBURO)])


def test_the_surer_of_two_readings_of_one_quote_is_kept() -> None:
    source = article("bai-1", "Ông Nguyễn Văn An, Bí thư.")
    body = provincial_committee(BEN_TRE)
    sure = tenure(source, "Nguyễn Văn An", "Nguyễn Văn An", body)
    doubtful = msgspec.structs.replace(
        sure, organization=POLITBURO, evidence=(msgspec.structs.replace(sure.evidence[0], confidence=0.5),)
    )
    said = {line for line in triples(resolve([source], [sure, doubtful])) if terms.confidence in line}
    assert [line.rsplit(" ", 2)[1] for line in said] == [decimal(1.0)]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://",
        "https://a b",
        'https://a"b',
        "ftp://a.example/",
        "https://a.example/%zz",
        "//a",
    ],
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert web_address(address) is None
    source = Article(id="bai-1", text="x", source=address)
    (line,) = [line for line in triples(resolve([source], [])) if terms.dcterms_source in line]
    assert line.endswith(f"{plain(address)} .")


def test_an_address_with_vietnamese_letters_is_a_link() -> None:
    assert web_address("https://bao.example/tin-tức?a=1&b=2#c") == "<https://bao.example/tin-tức?a=1&b=2#c>"


def test_shortcuts_are_edges_between_things() -> None:
    lines = list(triples(resolve(*small())))
    for edge, count in ((terms.holdsPosition, 2), (terms.implements, 2), (terms.admitted, 1)):
        assert sum(f"> <{edge}> <" in line for line in lines) == count


def test_a_place_that_deals_with_a_document_is_its_own_jurisdiction() -> None:
    """What is asked of bodies finds the province of a place as well, and of no other place."""
    source = article("a", "Bến Tre ban hành Kế hoạch số 12/KH-UBND.")
    deed = Implementation(
        organization=BEN_TRE,
        document=Document(type="Kế hoạch", number="12/KH-UBND", title="Kế hoạch số 12/KH-UBND"),
        action="issue",
        evidence=(evidence(source, "Bến Tre ban hành Kế hoạch số 12/KH-UBND"),),
    )
    store = ox.Store()
    store.load("\n".join(triples(resolve([source], [deed]))).encode(), format=ox.RdfFormat.N_TRIPLES)
    rows = store.query(
        f"SELECT ?o {{ ?f <{terms.organization}> ?o . ?o <{terms.jurisdiction}>/<{terms.province}> ?o }}"
    )
    assert len(list(rows)) == 1
    assert not any(terms.jurisdiction in line and "place" in line.split(" ")[0] for line in triples(resolve(*small())))


def test_confidence_is_a_decimal() -> None:
    assert [decimal(value).split("^")[0] for value in (1.0, 0.85, 0.0, 1 / 3)] == [
        '"1.0"',
        '"0.85"',
        '"0.0"',
        '"0.3333"',
    ]


def test_evidence_helper_points_into_the_text() -> None:
    source = article("bai-1", "Ông Nguyễn Văn An")
    piece: Evidence = evidence(source, "Văn")
    assert source.text[piece.start : piece.end] == "Văn"
